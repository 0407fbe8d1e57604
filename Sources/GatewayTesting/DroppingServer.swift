// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import NIOPosix

/// A unix socket on which whatever comes is taken, and the connection closed without an answer, as by a program that
/// dies of its requests.
package enum DroppingServer {
    /// Listens while `body` runs.
    package static func with<Result>(unixSocket path: String, _ body: () async throws -> Result) async throws -> Result
    {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler())
                }
            }
            .bind(unixDomainSocketPath: path).get()
        return try await server.closing { try await body() }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            context.close(promise: nil)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
