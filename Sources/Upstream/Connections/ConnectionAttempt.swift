// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// A connection that is being made, and that can be given up at any moment.
///
/// `@unchecked Sendable`: it is touched on its event loop alone.
final class ConnectionAttempt: @unchecked Sendable {
    /// What is being done, for the message when it takes too long.
    enum Stage: CustomStringConvertible {
        case beginning
        case lookUp(name: String)
        case connecting(host: String, port: Int)
        case tunnelling(ProxySettings.Proxy)
        case encrypting

        var description: String {
            switch self {
            case .beginning: "nothing was begun"
            case .lookUp(let name): "the host name \(name) is still being looked up"
            case .connecting(let host, let port): "\(host) port \(port) does not answer"
            case .tunnelling(let proxy): "the proxy \(proxy.place) has not let the connection through"
            case .encrypting: "the TLS handshake is not finished"
            }
        }
    }

    /// What is being done.
    var stage = Stage.beginning
    /// The limit of one TCP handshake, in place of the library's own.
    let timeout: TimeAmount
    private let eventLoop: any EventLoop
    private(set) var channels: [any Channel] = []
    private var giveUp: (() -> Void)?
    private var isCancelled = false

    init(eventLoop: any EventLoop, timeout: TimeAmount) {
        self.eventLoop = eventLoop
        self.timeout = timeout
    }

    /// Keeps a socket that is about to connect; one name may lead to several.
    ///
    /// - Throws: `CancellationError` when the attempt was given up.
    func add(_ channel: any Channel) throws {
        if isCancelled { throw CancellationError() }
        channels.append(channel)
    }

    /// Waits for a part of the attempt, or for ``cancel()``.
    func value<Value: Sendable>(of future: EventLoopFuture<Value>) async throws -> Value {
        if isCancelled { throw CancellationError() }
        let promise = eventLoop.makePromise(of: Value.self)
        giveUp = { promise.fail(CancellationError()) }
        future.cascade(to: promise)
        defer { giveUp = nil }
        return try await promise.futureResult.get()
    }

    /// Gives the attempt up, and closes its sockets.
    func cancel() {
        isCancelled = true
        giveUp?()
        giveUp = nil
        for channel in channels { channel.close(promise: nil) }
        channels = []
    }
}
