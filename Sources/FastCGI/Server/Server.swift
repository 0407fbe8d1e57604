// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
package import Logging
internal import NIOConcurrencyHelpers

/// A FastCGI responder on one listening socket.
///
/// Threads: some acceptors, which accept connections, let libfcgi read requests, and collect the bodies that do not come
/// at once; and one poller. Handlers answer from wherever they like.
package final class Server: Sendable {
    private struct State {
        var isDraining = false
        var isStopped = false
        /// The requests that are being read or answered.
        var running = 0
        /// The acceptors that still accept.
        var accepting = 0
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var lastWaiter: UInt64 = 0
        var acceptors: [Acceptor] = []

        /// What is in the socket's queue when the server is drained counts as running.
        var isIdle: Bool { running == 0 && (!isDraining || accepting == 0) }

        mutating func takeWaitersIfIdle() -> [CheckedContinuation<Void, Never>] {
            guard isIdle else { return [] }
            defer { waiters = [:] }
            return Array(waiters.values)
        }
    }

    private static let initialization: Int32 = cfastcgi_initialize()

    private let listener: ListeningSocket
    private let limits: ServerLimits
    private let allowedPeers: Set<UInt32>?
    private let handler: any RequestHandler
    private let logger: Logger
    private let poller: Poller
    private let stopAccepting: Wakeup
    private let arrivals: ArrivalQueue
    private let bodies: ArrivingBodies
    /// The account of all bodies in memory.
    package let bodyMemory: BodyMemory
    private let state = NIOLockedValueBox(State())

    /// Makes a server on a socket that listens already.
    ///
    /// - Parameters:
    ///   - listener: The socket.
    ///   - limits: What a web server may send.
    ///   - allowedPeers: The user ids that may connect to a unix socket; nil for any.
    ///   - handler: What answers requests.
    ///   - logger: Where faults of the socket go.
    /// - Throws: ``FastCGIError/Code/system``.
    package init(
        listener: ListeningSocket,
        limits: ServerLimits = ServerLimits(),
        allowedPeers: Set<UInt32>? = nil,
        handler: any RequestHandler,
        logger: Logger
    ) throws(FastCGIError) {
        // libfcgi must be set up once, before any of its threads.
        guard Self.initialization == 0 else { throw FastCGIError(.system, "libfcgi cannot be initialized") }
        self.listener = listener
        self.limits = limits
        self.allowedPeers = allowedPeers
        self.handler = handler
        self.logger = logger
        bodies = ArrivingBodies(limit: limits.arrivingBodies, memory: limits.memory)
        bodyMemory = BodyMemory(limit: limits.memory)
        poller = try Poller()
        stopAccepting = try Wakeup()
        arrivals = try ArrivalQueue()
    }

    /// Starts to accept.
    package func start() throws(FastCGIError) {
        try poller.start { [bodies] now in
            for connection in bodies.excess(at: now) { connection.giveUpBody() }
        }
        for index in 0..<limits.acceptors {
            let acceptor = try Acceptor(
                listener: listener,
                stop: stopAccepting,
                arrivals: arrivals,
                logger: logger,
                server: self
            )
            try acceptor.start(index: index)
            state.withLockedValue { state in
                state.acceptors.append(acceptor)
                state.accepting += 1
            }
        }
    }

    /// Takes no new connection from now on; running requests go on.
    ///
    /// A unix socket that this process made is removed first, so that the next process can make its own; what was
    /// in the queue of a socket that this process made, or got on descriptor 0, is still served, then the socket is closed. A
    /// socket from systemd stays with whoever holds it. Connections that wait for a request are closed in a moment, if none comes.
    package func drain() {
        let isFirst = state.withLockedValue { state in
            defer { state.isDraining = true }
            return !state.isDraining
        }
        guard isFirst else { return }
        listener.unlink()
        stopAccepting.signal()
        for connection in poller.connections { connection.beginLastWait() }
        poller.sweepOften()
    }

    /// Waits until no request is being read or answered, or the task is cancelled.
    package func waitUntilIdle() async {
        let number = state.withLockedValue { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLockedValue { state in
                    if state.isIdle || Task.isCancelled { return true }
                    state.waiters[number] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLockedValue { $0.waiters.removeValue(forKey: number) }?.resume()
        }
    }

    /// Ends everything at once: running requests lose their connection, and the threads end.
    package func stop() {
        state.withLockedValue { $0.isStopped = true }
        drain()
        for connection in poller.connections { connection.abort() }
        arrivals.close()
        let acceptors = state.withLockedValue { state in
            defer { state.acceptors = [] }
            return state.acceptors
        }
        for acceptor in acceptors { acceptor.join() }
        // Those that were being read a moment ago.
        for connection in poller.connections { connection.abort() }
        poller.stop()
        listener.close()
    }

    /// Takes over an accepted descriptor, or closes it when its user is not allowed to connect.
    func admit(_ fileDescriptor: Int32) -> Connection? {
        if let allowedPeers, listener.isUnix {
            var user: UInt32 = 0
            let result = unsafe cfastcgi_peer_user(fileDescriptor, &user)
            guard result == 0, allowedPeers.contains(user) else {
                logger.warning("connection refused: its user is not allowed", metadata: ["uid": "\(user)"])
                close(fileDescriptor)
                return nil
            }
        }
        if !listener.isUnix { SocketOptions.sendAtOnce(fileDescriptor) }
        return Connection(
            fileDescriptor: fileDescriptor,
            isUnix: listener.isUnix,
            poller: poller,
            owner: self,
            limits: limits
        )
    }

    /// Decides what becomes of a body that has not all come.
    ///
    /// - Returns: What collects it; or the request, which is answered without it.
    func plan(_ begin: BeginRequest, _ params: Params, on connection: Connection) -> BodyPlan {
        guard case .wanted(let caller) = handler.admission(of: params) else {
            return .answer(Request(params: params, bodyState: .unwanted))
        }
        let expected = params.contentLength
        if let expected, expected > limits.body {
            return .answer(Request(params: params, bodyState: .tooLarge(limit: limits.body)))
        }
        guard
            let lease = bodyMemory.lease(expected ?? 0),
            let place = bodies.add(connection, of: caller, expected ?? 0)
        else {
            return .answer(Request(params: params, bodyState: .noRoom))
        }
        return .collect(
            CollectedBody(
                begin: begin,
                params: params,
                expected: expected,
                lease: lease,
                place: place,
                pace: BodyPace(limits)
            )
        )
    }

    /// Makes a request of what libfcgi has read whole.
    func request(_ params: Params, expected: Int?, _ body: [UInt8]) -> Request {
        var request = Request(params: params)
        if body.count > limits.body {
            request.bodyState = .tooLarge(limit: limits.body)
        } else if body.count < expected ?? 0 {
            request.bodyState = .incomplete(expected: expected, received: body.count)
        } else if !body.isEmpty {
            request.bodyLease = bodyMemory.lease(body.count)
            if request.bodyLease == nil { request.bodyState = .noRoom } else { request.body = body }
        }
        return request
    }

    /// Hands a request that was read to the handler.
    func dispatch(_ request: Request, _ begin: BeginRequest, on connection: Connection, keeps: Bool) {
        let response = connection.finishReading(begin, keeps: keeps)
        // The writer closes the connection when it is let go.
        guard !isStopped else { return }
        handler.handle(request, response)
    }

    /// Ends an acceptor, which has taken its last connection.
    func acceptorIsDone() {
        let (isLast, waiters) = state.withLockedValue { state in
            state.accepting -= 1
            return (state.accepting == 0, state.takeWaitersIfIdle())
        }
        // Whoever connects from now on is refused at once, and the next process can listen on the same port.
        if isLast, listener.isOwned { listener.close() }
        for waiter in waiters { waiter.resume() }
    }
}

extension Server: ConnectionOwner {
    func connectionHasRequest(_ connection: Connection) {
        arrivals.append(connection)
    }

    func connectionBeganRequest() {
        state.withLockedValue { $0.running += 1 }
    }

    func connectionEndedRequest() {
        let waiters = state.withLockedValue { state in
            state.running -= 1
            return state.takeWaitersIfIdle()
        }
        for waiter in waiters { waiter.resume() }
    }

    func placeForUnreadBody(of connection: Connection) -> ArrivingBodies.Place? {
        bodies.addRest(connection)
    }

    var isDraining: Bool {
        state.withLockedValue { $0.isDraining }
    }

    /// True once the threads are to end.
    var isStopped: Bool {
        state.withLockedValue { $0.isStopped }
    }
}
