// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// A connection that is being made, and that can be given up at any moment.
///
/// Looking a name up cannot be ended early: nobody waits for it any more then, and the sockets that it leads to are
/// refused before they connect.
///
/// `@unchecked Sendable`: it is touched on its event loop alone.
final class ConnectionAttempt: @unchecked Sendable {
    private let eventLoop: any EventLoop
    private var channels: [any Channel] = []
    private var promise: EventLoopPromise<any Channel>?
    private var isCancelled = false

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    /// Takes note of a socket that is about to connect; one name may lead to several.
    ///
    /// - Throws: `CancellationError` when the attempt was given up.
    func add(_ channel: any Channel) throws {
        if isCancelled { throw CancellationError() }
        channels.append(channel)
    }

    /// Waits for the socket that connects, or for ``cancel()``.
    func channel(from connecting: EventLoopFuture<any Channel>) async throws -> any Channel {
        let promise = eventLoop.makePromise(of: (any Channel).self)
        self.promise = promise
        connecting.whenComplete { [self] result in
            self.promise?.completeWith(result)
            self.promise = nil
        }
        return try await promise.futureResult.get()
    }

    /// Gives the attempt up, and closes its sockets.
    func cancel() {
        isCancelled = true
        promise?.fail(CancellationError())
        promise = nil
        for channel in channels { channel.close(promise: nil) }
        channels = []
    }
}
