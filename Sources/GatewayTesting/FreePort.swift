// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import NIOPosix

/// TCP ports of the loopback interface that nobody listens on.
package enum FreePort {
    /// Finds one by binding port 0 and letting it go again.
    ///
    /// Somebody else may take it meanwhile: whoever listens there must be ready to try another one.
    package static func find() async throws -> Int {
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port
        try await channel.close()
        guard let port else { throw TestFailure("no free port") }
        return port
    }
}
