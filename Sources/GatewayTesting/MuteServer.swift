// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOPosix

/// A port on which connections are made, and nobody ever says a word.
package final class MuteServer: Sendable {
    private struct State {
        var greetings = 0
        var closings: [UInt64] = []
    }

    private let state = NIOLockedValueBox(State())

    private init() {}

    /// On how many of them something was said to it: a handshake or a request has begun.
    package var greetings: Int { state.withLockedValue { $0.greetings } }
    /// When connections were closed by the other side, see ``MonotonicTime``.
    package var closings: [UInt64] { state.withLockedValue { $0.closings } }

    /// Listens on a port of the loopback interface, and gives it to `body`.
    package static func with<Result>(_ body: (_ server: MuteServer, _ port: Int) async throws -> Result) async throws
        -> Result
    {
        let server = MuteServer()
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(server: server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return try await channel.closing { try await body(server, channel.localAddress?.port ?? 0) }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let server: MuteServer
        private var isGreeted = false

        init(server: MuteServer) {
            self.server = server
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if !isGreeted { server.state.withLockedValue { $0.greetings += 1 } }
            isGreeted = true
        }

        func channelInactive(context: ChannelHandlerContext) {
            let now = MonotonicTime.nanoseconds
            server.state.withLockedValue { $0.closings.append(now) }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
