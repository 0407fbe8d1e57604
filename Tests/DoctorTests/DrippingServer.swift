// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A server that sends the start of a response at once, and then byte after byte without an end.
final class DrippingServer: Sendable {
    private let channel: any Channel
    private let count: NIOLockedValueBox<Int>

    private init(channel: any Channel, count: NIOLockedValueBox<Int>) {
        self.channel = channel
        self.count = count
    }

    /// Listens while `body` runs.
    ///
    /// - Parameters:
    ///   - start: The start of the response to a request with that target.
    ///   - body: What is done meanwhile.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    static func with<Result>(
        _ start: @escaping @Sendable (_ target: String) -> String,
        _ body: (DrippingServer) async throws -> Result
    ) async throws -> Result {
        let count = NIOLockedValueBox(0)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(start: start, count: count))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = DrippingServer(channel: channel, count: count)
        do {
            let result = try await body(server)
            try await channel.close()
            return result
        } catch {
            try? await channel.close()
            throw error
        }
    }

    /// The port that it listens on.
    var port: Int { channel.localAddress?.port ?? 0 }
    /// How many requests have come.
    var requests: Int { count.withLockedValue { $0 } }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let start: @Sendable (String) -> String
        private let count: NIOLockedValueBox<Int>
        private var dripping: RepeatedTask?

        init(start: @escaping @Sendable (String) -> String, count: NIOLockedValueBox<Int>) {
            self.start = start
            self.count = count
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            // What else comes of a body is of no interest.
            guard dripping == nil else { return }
            count.withLockedValue { $0 += 1 }
            let words = String(buffer: unwrapInboundIn(data)).split(separator: " ", maxSplits: 2)
            let channel = context.channel
            channel.writeAndFlush(ByteBuffer(string: start(words.count > 1 ? String(words[1]) : "")), promise: nil)
            dripping = context.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(20)) { _ in
                channel.writeAndFlush(ByteBuffer(string: " "), promise: nil)
            }
        }

        func channelInactive(context: ChannelHandlerContext) {
            dripping?.cancel()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
