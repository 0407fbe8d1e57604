// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// One call in flight: it finds a connection, passes the response on, and keeps the four limits in time.
///
/// The limits cost one timer: per chunk only a deadline moves, and the timer, when it fires, looks at the deadline.
///
/// A connection that was used before may be closed by the server at the very moment in which the request is sent. When
/// it ends right then, before a single byte of a response, the request is sent once more, on a new connection, as browsers
/// and curl do (RFC 9112 section 9.3.1): the server has closed a connection that it held to be idle.
///
/// `@unchecked Sendable`: all state is touched on the event loop alone; ``cancel()`` hops there.
final class UpstreamCall: @unchecked Sendable {
    /// How long the end of a body is awaited once its receiver has all it needs.
    private static let completionGrace = Duration.seconds(1)

    /// How long after the request it is looked whether the server's kernel has acknowledged it; see ``PathState``.
    private static let pathCheckTime = TimeAmount.seconds(5)
    /// How long after that it is looked again.
    private static let pathCheckInterval = TimeAmount.seconds(1)

    /// How long after the request the end of its connection may still be that of an idle one.
    private static let staleWindow = TimeAmount.seconds(2)

    private enum Phase {
        case connecting, waiting, receiving, completing
    }

    private enum Ending {
        case succeeded
        case failed(any Error)
        /// The connection was closed by the server before it saw the request.
        case stale
    }

    private let eventLoop: any EventLoop
    private let pool: ConnectionPool
    private let route: Route
    private let timeouts: UpstreamTimeouts
    private let receiver: any UpstreamReceiver
    /// Kept until there is a response: it may have to be sent again.
    private var request: PreparedRequest?
    private let totalDeadline: NIODeadline

    private var phase = Phase.connecting
    private var phaseDeadline = NIODeadline.distantFuture
    /// When to look at the connection's state; see ``checkPath()``.
    private var pathDeadline = NIODeadline.distantFuture
    private var timer: Scheduled<Void>?
    private var timerDeadline = NIODeadline.distantFuture
    private var attempt: ConnectionAttempt?
    private var connection: UpstreamConnection?
    private var hasReceived = false
    private var sendingTime = NIODeadline.now()
    private var ending: Ending?
    private var continuation: CheckedContinuation<Void, Never>?

    /// Makes a call; on the pool's event loop, as all that follows.
    init(
        _ request: PreparedRequest,
        to route: Route,
        pool: ConnectionPool,
        eventLoop: any EventLoop,
        timeouts: UpstreamTimeouts,
        start: ContinuousClock.Instant,
        receiver: any UpstreamReceiver
    ) {
        self.request = request
        self.route = route
        self.pool = pool
        self.eventLoop = eventLoop
        self.timeouts = timeouts
        self.receiver = receiver
        totalDeadline = .now() + TimeAmount(timeouts.total - (.now - start))
    }

    /// Sends the request and returns when the response has ended.
    func run() async throws {
        pool.add(self)
        defer {
            timer?.cancel()
            pool.remove(self)
        }
        var isNew = false
        while true {
            if !isNew, let waiting = pool.waitingConnection(to: route) {
                connection = waiting
            } else {
                phaseDeadline = .now() + TimeAmount(timeouts.connect)
                schedule()
                connection = try await connect()
            }
            await send()
            switch ending {
            case .succeeded: return
            case .failed(let error): throw UpstreamError(error, otherwise: hasReceived ? .cutOff : .noAnswer)
            case .stale, nil: isNew = true
            }
            ending = nil
            phase = .connecting
        }
    }

    private func connect() async throws -> UpstreamConnection {
        let attempt = ConnectionAttempt(eventLoop: eventLoop, timeout: TimeAmount(timeouts.connect))
        self.attempt = attempt
        do {
            let connection = try await pool.connector.connect(route, attempt)
            // The call may have ended meanwhile.
            guard ending == nil else {
                connection.close()
                throw CancellationError()
            }
            self.attempt = nil
            return connection
        } catch {
            // Why the attempt was given up says more than that it was.
            guard case .failed(let reason) = ending else { throw UpstreamError(error, otherwise: .unreachable) }
            throw UpstreamError(reason, otherwise: .unreachable)
        }
    }

    private func send() async {
        guard ending == nil, let connection, let request else { return }
        guard connection.isUsable else {
            let closed = UpstreamError(.unreachable, "the connection was closed")
            end(connection.isReused ? .stale : .failed(closed))
            return
        }
        await withCheckedContinuation { continuation in
            self.continuation = continuation
            phase = .waiting
            sendingTime = .now()
            pathDeadline = sendingTime + Self.pathCheckTime
            extend(by: timeouts.firstByte)
            connection.send(request, for: self)
        }
    }

    /// Ends the call from any thread.
    func cancel() {
        eventLoop.execute { [self] in
            end(.failed(UpstreamError(.cancelled, "the call was cancelled")))
        }
    }

    /// Ends the call, once: its connection is closed, unless it was given back already.
    private func end(_ ending: Ending) {
        switch self.ending {
        // Whoever cancels the call before it is sent again is heard.
        case nil, .stale: self.ending = ending
        case .succeeded, .failed: return
        }
        attempt?.cancel()
        connection?.close()
        connection = nil
        continuation?.resume()
        continuation = nil
    }

    // MARK: Time

    private func schedule() {
        timer?.cancel()
        timerDeadline = min(phaseDeadline, totalDeadline, pathDeadline)
        timer = eventLoop.scheduleTask(deadline: timerDeadline) { [self] in checkTime() }
    }

    private func checkTime() {
        guard ending == nil else { return }
        let now = NIODeadline.now()
        if phase == .completing, now >= min(phaseDeadline, totalDeadline) {
            end(.succeeded)
        } else if now >= totalDeadline {
            timeOut(.total, after: timeouts.total, "no answer was complete")
        } else if now >= phaseDeadline {
            switch phase {
            case .connecting: timeOut(.connect, after: timeouts.connect, "no connection", attempt?.stage.description)
            case .waiting: timeOut(.firstByte, after: timeouts.firstByte, "no answer began")
            case .receiving, .completing: timeOut(.idle, after: timeouts.idle, "nothing more came")
            }
        } else {
            if now >= pathDeadline { checkPath() }
            if ending == nil { schedule() }
        }
    }

    /// Looks whether the request has reached anything; a way that is dead tells nobody that it is.
    private func checkPath() {
        pathDeadline = .distantFuture
        guard phase == .waiting, !hasReceived, let information = connection?.kernelInformation() else { return }
        information.assumeIsolated().whenSuccess { [self] information in
            guard phase == .waiting, !hasReceived, ending == nil else { return }
            switch PathState(information) {
            case .acknowledged: break
            case .sending:
                pathDeadline = .now() + Self.pathCheckInterval
                if pathDeadline < timerDeadline { schedule() }
            case .dead:
                pool.dropIdle(route)
                let time = (NIODeadline.now() - sendingTime).nanoseconds / 1_000_000_000
                let message = "the connection is dead: the request was not acknowledged in \(time) s"
                end(.failed(UpstreamError(.unreachable, message)))
            }
        }
    }

    private func timeOut(
        _ limit: UpstreamError.Phase,
        after time: Duration,
        _ event: String,
        _ detail: String? = nil
    ) {
        // A slow model is no dead way.
        if limit != .total, connection?.hasLivingPeer != true { pool.dropIdle(route) }
        let message = "\(event) within \(time / .seconds(1)) s" + (detail.map { ": \($0)" } ?? "")
        end(.failed(UpstreamError(.timeout(limit), message)))
    }

    /// Sets the phase's deadline anew; the timer is touched only when it would fire too late.
    private func extend(by limit: Duration) {
        phaseDeadline = .now() + TimeAmount(limit)
        if min(phaseDeadline, pathDeadline) < timerDeadline { schedule() }
    }

    // MARK: The connection's reports

    /// Begins the wait for an answer: the network has all of the request.
    func requestIsWritten() {
        if phase == .waiting { extend(by: timeouts.firstByte) }
    }

    /// Says that the server lives: it has sent something, be it only a part of a head.
    func receivedBytes() {
        hasReceived = true
        pathDeadline = .distantFuture
        request = nil
    }

    func receive(head: UpstreamResponseHead) {
        receiver.receive(head: head)
    }

    func receive(body: ByteBuffer) {
        if phase != .completing { receiver.receive(body: body) }
    }

    /// Takes the end of one read that had parts of the body.
    ///
    /// - Returns: What holds the server back; nil to read on.
    func readComplete() -> EventLoopFuture<Void>? {
        guard phase != .completing else { return nil }
        phase = .receiving
        switch receiver.readComplete() {
        case .more:
            extend(by: timeouts.idle)
        case .after(let future):
            phaseDeadline = .distantFuture
            return future
        case .complete:
            phase = .completing
            extend(by: Self.completionGrace)
        case .stop:
            end(.succeeded)
        }
        return nil
    }

    /// Moves the deadline: the server is not held back any more.
    func goesOn() {
        if phase == .receiving { extend(by: timeouts.idle) }
    }

    /// Takes the end of the response.
    ///
    /// - Parameter isReusable: Whether the connection can carry another request.
    func responseHasEnded(isReusable: Bool) {
        guard ending == nil else { return }
        if isReusable, let connection {
            self.connection = nil
            pool.takeBack(connection, of: route)
        }
        end(.succeeded)
    }

    /// Takes the end of the connection before the end of the response.
    func fail(_ error: any Error) {
        // What was orderly closed says nothing of others.
        if error is IOError { pool.dropIdle(route) }
        if phase == .completing {
            end(.succeeded)
        } else if connection?.isReused == true, !hasReceived, .now() - sendingTime < Self.staleWindow {
            end(.stale)
        } else {
            end(.failed(error))
        }
    }
}
