// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import NIOHTTP1

/// Passes a response on part by part, and ends a connection that takes too long.
final class ResponseHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let parts: AsyncThrowingStream<ResponsePart, any Error>.Continuation
    private let limit: TimeAmount
    private var timer: Scheduled<Void>?

    init(parts: AsyncThrowingStream<ResponsePart, any Error>.Continuation, limit: TimeAmount) {
        self.parts = parts
        self.limit = limit
    }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        let parts = parts
        let limit = limit
        timer = context.eventLoop.scheduleTask(in: limit) {
            parts.finish(throwing: TestFailure("no whole response within \(limit.nanoseconds / 1_000_000_000) s"))
            channel.close(promise: nil)
        }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            parts.yield(
                .head(
                    TestResponseHead(
                        status: Int(head.status.code),
                        reason: head.status.reasonPhrase,
                        headers: head.headers.map { ($0.name, $0.value) },
                        nanoseconds: MonotonicTime.nanoseconds
                    )
                )
            )
        case .body(let part):
            parts.yield(.body(Array(part.readableBytesView), nanoseconds: MonotonicTime.nanoseconds))
        case .end:
            parts.yield(.end)
            parts.finish()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        parts.finish()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A server that answers before it has read the whole request makes writing fail; the answer still comes. What
        // ends the connection is seen when it has ended.
        if error is HTTPParserError { parts.finish() }
    }
}
