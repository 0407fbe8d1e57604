// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// Waits at the end of a pipeline for the event with which a handshake, TLS's or a proxy's, says that it is done.
final class Handshake: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Any

    private let promise: EventLoopPromise<Void>
    private let isCompletion: (Any) -> Bool

    private init(_ promise: EventLoopPromise<Void>, isCompletion: @escaping (Any) -> Bool) {
        self.promise = promise
        self.isCompletion = isCompletion
    }

    /// Adds the handler that shakes hands, and returns when it is done; to be called on the channel's event loop.
    ///
    /// - Parameters:
    ///   - handler: What shakes hands; it stays in the pipeline.
    ///   - channel: A connection that stands.
    ///   - isCompletion: Recognizes the handler's event.
    /// - Throws: The error that comes before the event; the end of the connection is one.
    static func run(
        _ handler: any ChannelHandler,
        on channel: any Channel,
        isCompletion: @escaping (Any) -> Bool
    ) async throws {
        let promise = channel.eventLoop.makePromise(of: Void.self)
        let handshake = Handshake(promise, isCompletion: isCompletion)
        let pipeline = channel.pipeline.syncOperations
        do {
            // A handler that is added to a closed channel hears of nothing but its removal.
            guard channel.isActive else { throw ChannelError.eof }
            try pipeline.addHandlers([handler, handshake])
        } catch {
            promise.fail(error)
        }
        try await promise.futureResult.get()
        try await pipeline.removeHandler(handshake).get()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if isCompletion(event) { promise.succeed(()) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(ChannelError.eof)
        context.fireChannelInactive()
    }

    /// The channel may have ended while the handlers before this one were added, or be ending since.
    func handlerRemoved(context: ChannelHandlerContext) {
        promise.fail(ChannelError.eof)
    }
}
