// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import NIOHTTP1

/// Passes on the bytes of requests that are written down already, see ``PreparedRequest``.
///
/// It stands in the place of NIO's encoder. A head comes along only because the decoder needs its method, to know
/// whether the response has a body.
final class PreparedRequestEncoder: ChannelOutboundHandler {
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = ByteBuffer

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .body(.byteBuffer(let bytes)): context.write(wrapOutboundOut(bytes), promise: promise)
        case .head, .end, .body(.fileRegion): promise?.succeed(())
        }
    }
}
