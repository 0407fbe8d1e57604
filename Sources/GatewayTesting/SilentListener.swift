// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import NIOPosix

/// A port on which connections are neither made nor refused, as behind a firewall.
package enum SilentListener {
    /// Listens without accepting, with a queue that is full: the kernel drops whoever wants to connect.
    package static func with<Result>(_ body: (Int) async throws -> Result) async throws -> Result {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 0)
            .serverChannelOption(.autoRead, value: false)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = server.localAddress?.port ?? 0
        var clients: [any Channel] = []
        func close() async {
            for client in clients { try? await client.close().get() }
            try? await server.close().get()
        }
        do {
            // The queue has room for a connection or two, whatever its length is said to be.
            for _ in 0..<16 {
                let attempt = ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                    .connectTimeout(.milliseconds(300))
                    .connect(host: "127.0.0.1", port: port)
                guard let client = try? await attempt.get() else { break }
                clients.append(client)
            }
            guard clients.count < 16 else { throw TestFailure("the queue of port \(port) does not fill up") }
            let result = try await body(port)
            await close()
            return result
        } catch {
            await close()
            throw error
        }
    }
}
