// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// Collects the requests of one connection and has them answered one after the other.
///
/// Reading never pauses, so that the peer's close is noticed at once, in whatever state the answer is. Requests that
/// arrive while another one is being answered wait for their turn.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private static let bodyLimit = 64 << 20

    private let router: Router
    private var connection = 0
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()
    private var waiting: [IncomingRequest] = []
    private var player: AnswerPlayer?

    init(router: Router) {
        self.router = router
    }

    func channelActive(context: ChannelHandlerContext) {
        connection = router.observations.statistics.connectionOpened()
        player = AnswerPlayer(context: context, observations: router.observations)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        if player != nil {
            router.observations.statistics.connectionClosed()
        }
        player?.connectionClosed()
        player = nil
        waiting = []
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = ByteBuffer()
            if head.headers[canonicalForm: "expect"].contains("100-continue") {
                context.writeAndFlush(NIOAny(ByteBuffer(staticString: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
            }
        case .body(var part):
            guard body.readableBytes + part.readableBytes <= Self.bodyLimit else {
                context.close(promise: nil)
                return
            }
            if body.readableBytes == 0 {
                body = part
            } else {
                body.writeBuffer(&part)
            }
        case .end:
            guard let head else { return }
            self.head = nil
            let now = NIODeadline.now().uptimeNanoseconds
            waiting.append(
                IncomingRequest(head: head, body: body, connection: connection, receivedNanoseconds: now)
            )
            body = ByteBuffer()
            answerNext()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            player?.pump()
        }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is HTTPParserError, let player, !player.isPlaying {
            let answer = Answer.error(.malformedRequest, dialect: OpenAIDialect(server: .openai))
            player.play(answer, keepAlive: false, version: .http1_1) { _ in }
        } else {
            context.close(promise: nil)
        }
    }

    private func answerNext() {
        guard let player, !player.isPlaying, !waiting.isEmpty else { return }
        let request = waiting.removeFirst()
        player.play(
            router.answer(to: request),
            keepAlive: request.head.isKeepAlive,
            version: request.head.version
        ) { [weak self] keptAlive in
            if keptAlive {
                self?.answerNext()
            }
        }
    }
}
