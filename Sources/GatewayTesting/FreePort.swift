// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOPosix

/// TCP ports of the loopback interface that nobody listens on.
package enum FreePort {
    /// Below those that the kernel gives to connections (`net.ipv4.ip_local_port_range`), any of which could take one that
    /// was found before its server does.
    private static let range = 10_000..<32_768

    /// The ports of this process: two tests that run at once never find the same one.
    private static let found = NIOLockedValueBox<Set<Int>>([])

    /// Finds one by listening on it for a moment.
    ///
    /// A server of somebody else may take it meanwhile: whoever listens there must be ready to try another one.
    package static func find() async throws -> Int {
        for _ in 0..<100 {
            let port = Int.random(in: range)
            guard found.withLockedValue({ $0.insert(port).inserted }) else { continue }
            let channel = try? await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .bind(host: "127.0.0.1", port: port).get()
            guard let channel else { continue }
            try await channel.close()
            return port
        }
        throw TestFailure("no free port")
    }
}
