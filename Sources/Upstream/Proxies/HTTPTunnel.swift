// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// Asks an HTTP proxy for a tunnel (RFC 9110 section 9.3.6), and tells the pipeline when it stands.
final class HTTPTunnel: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The event: from here on the bytes are the origin's.
    struct Established {}

    /// What the proxy said in place of yes.
    struct Refusal: Error, CustomStringConvertible {
        /// The status; nil when it was no HTTP.
        let status: Int?

        /// Whether the proxy does not tunnel at all, or not to that port; others have tried and failed.
        var isOfTunnels: Bool { status.map { [400, 403, 404, 405, 501].contains($0) } ?? false }

        var description: String {
            switch status {
            case 407: "asks for credentials (status 407)"
            case .some(let status): "refused the connection with status \(status)"
            case nil: "answered with something that is not HTTP"
            }
        }
    }

    /// The most bytes of an answer's head.
    private static let longestHead = 16 << 10

    private let request: ByteBuffer
    private var received: [UInt8] = []
    private var isOver = false

    /// - Parameters:
    ///   - origin: Where the tunnel is to lead.
    ///   - credentials: The value of `Proxy-Authorization`, if there is one.
    init(to origin: Origin, credentials: String?) {
        let place = origin.authorityWithPort
        var request = "CONNECT \(place) HTTP/1.1\r\nHost: \(place)\r\n"
        if let credentials { request += "Proxy-Authorization: \(credentials)\r\n" }
        self.request = ByteBuffer(string: request + "\r\n")
    }

    func handlerAdded(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(request), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        // Byte by byte: what follows the head is none of this.
        for byte in unwrapInboundIn(data).readableBytesView {
            guard !isOver, received.count < Self.longestHead else { return refuse(nil, context) }
            received.append(byte)
            guard byte == UInt8(ascii: "\n"), received.suffix(4).elementsEqual("\r\n\r\n".utf8) else { continue }
            receiveHead(context)
        }
    }

    private func receiveHead(_ context: ChannelHandlerContext) {
        let status = Self.status(received)
        received = []
        switch status {
        case .some(100...199): break
        case .some(200...299):
            isOver = true
            context.fireUserInboundEventTriggered(Established())
        default:
            refuse(status, context)
        }
    }

    private func refuse(_ status: Int?, _ context: ChannelHandlerContext) {
        if isOver { return }
        isOver = true
        context.fireErrorCaught(Refusal(status: status))
    }

    /// The status of `HTTP/1.1 200 …`.
    private static func status(_ head: [UInt8]) -> Int? {
        guard head.starts(with: "HTTP/1.".utf8), head.count > 12 else { return nil }
        return Int(String(decoding: head[9..<12], as: UTF8.self))
    }
}
