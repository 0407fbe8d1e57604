// SPDX-License-Identifier: Apache-2.0

internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1

/// One call in flight: it passes the response on and keeps the four limits in time.
///
/// The limits cost one timer: per chunk only a deadline moves, and the timer, when it fires, looks at the deadline.
///
/// `@unchecked Sendable`: all state is touched on the event loop alone; ``cancel()`` hops there.
final class UpstreamCall: HTTPClientResponseDelegate, @unchecked Sendable {
    typealias Response = Void

    /// How long the end of a body is awaited once its receiver has all it needs.
    private static let completionGrace = TimeAmount.seconds(1)

    private enum Phase {
        case connecting, waiting, receiving, completing

        var timeoutPhase: UpstreamError.Phase {
            switch self {
            case .connecting: .connect
            case .waiting: .firstByte
            case .receiving, .completing: .idle
            }
        }
    }

    private let eventLoop: any EventLoop
    private let timeouts: UpstreamTimeouts
    private let receiver: any UpstreamReceiver
    private let proceed: EventLoopFuture<Void>
    private let totalDeadline: NIODeadline

    private var task: HTTPClient.Task<Void>?
    private var phase = Phase.connecting
    private var phaseDeadline: NIODeadline
    private var timer: Scheduled<Void>?
    private var isOver = false
    private var timerDeadline = NIODeadline.distantFuture
    /// Why this side ended the call; nil while it did not.
    private var ending: Ending?

    private enum Ending {
        case failed(UpstreamError)
        case satisfied
    }

    init(
        eventLoop: any EventLoop,
        timeouts: UpstreamTimeouts,
        start: ContinuousClock.Instant,
        receiver: any UpstreamReceiver
    ) {
        self.eventLoop = eventLoop
        self.timeouts = timeouts
        self.receiver = receiver
        proceed = eventLoop.makeSucceededVoidFuture()
        let now = NIODeadline.now()
        totalDeadline = now + TimeAmount(timeouts.total - (.now - start))
        phaseDeadline = now + TimeAmount(timeouts.connect)
    }

    /// Sends the request and returns when the response has ended; to be called on the event loop.
    ///
    /// The client gets no logger: below info it would log headers, with keys, and pieces of bodies.
    func run(_ request: HTTPClient.Request, with client: HTTPClient) async throws {
        eventLoop.assertInEventLoop()
        let task = client.execute(
            request: request,
            delegate: self,
            eventLoop: .delegate(on: eventLoop)
        )
        self.task = task
        schedule()
        defer {
            isOver = true
            timer?.cancel()
        }
        do {
            try await task.futureResult.get()
        } catch {
            switch ending {
            case .satisfied: return
            case .failed(let failure): throw failure
            case nil: throw UpstreamError(error, isRequestSent: phase != .connecting)
            }
        }
    }

    /// Ends the call from any thread.
    func cancel() {
        eventLoop.execute { [self] in
            end(.failed(UpstreamError(.cancelled, "the call was cancelled")))
        }
    }

    private func end(_ ending: Ending) {
        if self.ending == nil { self.ending = ending }
        task?.fail(reason: HTTPClientError.cancelled)
    }

    private var isCompleting: Bool {
        if case .completing = phase { true } else { false }
    }

    // MARK: Time

    private func schedule() {
        guard !isOver else { return }
        timer?.cancel()
        timerDeadline = min(phaseDeadline, totalDeadline)
        timer = eventLoop.scheduleTask(deadline: timerDeadline) { [self] in checkTime() }
    }

    private func checkTime() {
        let now = NIODeadline.now()
        if isCompleting, now >= phaseDeadline {
            end(.satisfied)
        } else if now >= totalDeadline {
            timeOut(.total, after: timeouts.total)
        } else if now >= phaseDeadline {
            let phase = phase.timeoutPhase
            timeOut(phase, after: limit(of: phase))
        } else {
            schedule()
        }
    }

    private func limit(of phase: UpstreamError.Phase) -> Duration {
        switch phase {
        case .connect: timeouts.connect
        case .firstByte: timeouts.firstByte
        case .idle: timeouts.idle
        case .total: timeouts.total
        }
    }

    private func timeOut(_ phase: UpstreamError.Phase, after limit: Duration) {
        let seconds = limit / .seconds(1)
        let event =
            switch phase {
            case .connect: "no connection"
            case .firstByte: "no answer began"
            case .idle: "nothing more came"
            case .total: "no answer was complete"
            }
        end(.failed(UpstreamError(.timeout(phase), "\(event) within \(seconds) s")))
    }

    /// Sets the phase's deadline anew; the timer is touched only when it would fire too late.
    private func extend(by limit: Duration) {
        phaseDeadline = .now() + TimeAmount(limit)
        if phaseDeadline < timerDeadline { schedule() }
    }

    // MARK: HTTPClientResponseDelegate

    func didSendRequestHead(task: HTTPClient.Task<Void>, _ head: HTTPRequestHead) {
        phase = .waiting
        extend(by: timeouts.firstByte)
    }

    func didSendRequestPart(task: HTTPClient.Task<Void>, _ part: IOData) {
        extend(by: timeouts.firstByte)
    }

    func didSendRequest(task: HTTPClient.Task<Void>) {
        extend(by: timeouts.firstByte)
    }

    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        receiver.receive(head: UpstreamResponseHead(head))
        return proceed
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        guard !isCompleting else { return proceed }
        phase = .receiving
        extend(by: timeouts.idle)
        switch receiver.receive(body: buffer) {
        case .more:
            return proceed
        case .after(let future):
            phaseDeadline = .distantFuture
            return future.map { [self] in extend(by: timeouts.idle) }
        case .complete:
            phase = .completing
            ending = .satisfied
            phaseDeadline = .now() + Self.completionGrace
            schedule()
            return proceed
        case .stop:
            end(.satisfied)
            return proceed
        }
    }

    func didFinishRequest(task: HTTPClient.Task<Void>) throws {}
}
