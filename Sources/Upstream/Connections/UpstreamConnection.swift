// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import HTTPTypes
internal import NIOCore

/// One HTTP/1.1 connection to a provider: it carries one call at a time, and between calls it waits in the pool.
///
/// All parts of a response that come in one read are given to the call before it is asked how to go on: what arrived
/// together can leave together.
final class UpstreamConnection: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    private let count: ConnectionCount
    private var context: ChannelHandlerContext?
    private var call: UpstreamCall?
    /// Where the connection waits between two calls.
    private var pool: (pool: ConnectionPool, route: Route)?
    /// Whether the connection has carried a call before the current one.
    private(set) var isReused = false
    private var isRequestWritten = false
    private var parser = ResponseParser()
    private var hasUnreadParts = false
    /// The call whose receiver asked to hold the server back.
    private var holdingCall: UpstreamCall?
    /// Whether the channel wants to read meanwhile.
    private var wantsToRead = false

    /// When it is not to be used for another call any more.
    let expiry: NIODeadline

    /// The proxy that passes requests on; nil where the peer is the server itself.
    private let proxy: ProxySettings.Proxy?

    /// Makes a connection that is counted while it is open.
    init(_ count: ConnectionCount, expiry: NIODeadline, forwardedBy proxy: ProxySettings.Proxy? = nil) {
        self.count = count
        self.expiry = expiry
        self.proxy = proxy
    }

    /// Whether a request can be sent.
    var isUsable: Bool { context?.channel.isActive == true && call == nil }

    // MARK: The call's side

    /// Sends a request; its response goes to the call.
    func send(_ request: PreparedRequest, for call: UpstreamCall) {
        guard let context, context.channel.isActive else {
            call.fail(ChannelError.ioOnClosedChannel)
            return
        }
        self.call = call
        pool = nil
        isRequestWritten = false
        parser = ResponseParser(isHead: request.method == .head)
        hasUnreadParts = false
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenSuccess { [self] in
            isRequestWritten = true
            self.call?.requestIsWritten()
        }
        let bytes = proxy.map(request.forwarded) ?? request.bytes
        context.writeAndFlush(wrapOutboundOut(bytes), promise: written)
    }

    /// What the kernel knows of the connection; nil when it has ended, or is none of the kernel's.
    func kernelInformation() -> EventLoopFuture<tcp_info>? {
        (context?.channel as? any SocketOptionProvider)?.getTCPInfo()
    }

    /// Whether the peer's kernel has all that was sent, and was heard of lately.
    var hasLivingPeer: Bool {
        var isAlive = false
        // It is answered at once, on the channel's own event loop.
        kernelInformation()?.assumeIsolated().whenSuccess { isAlive = PathState.isKnownToLive($0) }
        return isAlive
    }

    /// Closes the connection, and with it the provider's work on the call.
    func close() {
        call = nil
        pool = nil
        holdingCall = nil
        context?.close(promise: nil)
    }

    /// Waits in a pool for the next call, and tells the pool when it ends there.
    func rest(in pool: ConnectionPool, _ route: Route) {
        isReused = true
        self.pool = (pool, route)
    }

    private func holdBack(for call: UpstreamCall, until future: EventLoopFuture<Void>) {
        holdingCall = call
        future.assumeIsolated().whenComplete { [self] _ in
            guard holdingCall === call else { return }
            call.goesOn()
            readOn()
        }
    }

    private func readOn() {
        holdingCall = nil
        guard wantsToRead else { return }
        wantsToRead = false
        context?.read()
    }

    // MARK: The channel's side

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        count.add()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        count.remove()
    }

    func read(context: ChannelHandlerContext) {
        if holdingCall == nil {
            context.read()
        } else {
            wantsToRead = true
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let call else {
            end(with: ResponseFault(reason: "it was not asked for"))
            return
        }
        call.receivedBytes()
        parser.append(unwrapInboundIn(data))
        do throws(ResponseFault) {
            // The call may leave at each part.
            while let call = self.call, let part = try parser.next() { give(part, to: call) }
            parser.releaseBuffer()
        } catch {
            end(with: error)
        }
    }

    private func give(_ part: ResponseParser.Part, to call: UpstreamCall) {
        switch part {
        case .head(let head):
            // It is a proxy's only.
            if let proxy, head.status == 407 {
                end(with: UpstreamError(HTTPTunnel.Refusal(status: 407), of: proxy))
            } else {
                call.receive(head: head)
            }
        case .body(let part):
            hasUnreadParts = true
            call.receive(body: part)
        case .end(let isReusable):
            responseHasEnded(isReusable: isReusable, call)
        }
    }

    private func responseHasEnded(isReusable: Bool, _ call: UpstreamCall) {
        // Whatever the receiver says: there is nothing left to be held back.
        if hasUnreadParts {
            hasUnreadParts = false
            _ = call.readComplete()
            guard self.call != nil else { return }
        }
        self.call = nil
        readOn()
        // A server that answers before it has read the request may take the rest of it for the next one.
        call.responseHasEnded(isReusable: isReusable && isRequestWritten && !parser.hasBytesLeft)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if hasUnreadParts, let call {
            hasUnreadParts = false
            if let future = call.readComplete() { holdBack(for: call, until: future) }
        }
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(with: error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let call, parser.finish() { responseHasEnded(isReusable: false, call) }
        end(with: ChannelError.eof)
        context.fireChannelInactive()
    }

    private func end(with error: any Error) {
        let (call, pool) = (self.call, self.pool)
        close()
        call?.fail(error)
        if let (pool, route) = pool { pool.forget(self, of: route) }
    }
}
