// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import NIOConcurrencyHelpers

/// A connection of the web server: the owner of its descriptor from accept to close.
///
/// libfcgi parses a request (``RequestReader``) and forgets it; a body that does not come at once is collected here. From
/// then on this object frames STDOUT and END_REQUEST and sends without blocking. What the socket does not take stays here
/// and is sent by the ``Poller``'s thread. A connection serves one request after another; each has its number, so that a
/// writer that outlives its request cannot touch the next one.
///
/// Every method may be called on any thread. No call-back runs under the lock.
final class Connection: Sendable {
    /// What the connection is doing.
    enum Phase {
        /// Waiting for a request, or for the rest of its variables.
        case waiting(since: ContinuousClock.Instant)
        /// An acceptor has the descriptor; libfcgi may close it.
        case reading
        /// The body of a request is being collected.
        case collecting
        /// A request is with its handler.
        case responding
        /// The handler is done; the rest of the bytes is not sent yet.
        case finishing
        /// The request is over, but not the body that nobody waits for: closing now could cost the peer its answer.
        case lingering
        /// The descriptor is closed.
        case closed
    }

    /// What epoll says of the descriptor.
    struct Readiness {
        var isReadable = false
        var isWritable = false
        var isGone = false
    }

    struct State {
        var fileDescriptor: Int32
        var phase: Phase
        /// The registration with the poller, once there is one.
        var token: UInt64?
        /// The peer was reported to have left: no more bytes will come.
        var isPeerGone = false
        /// An arrival was reported to the owner and is not examined yet; it counts as a request meanwhile.
        var isReported = false
        /// The server is being drained: the wait for a request is the last one, and counts as a request meanwhile.
        var isLastWait = false
        /// Some bytes of a request wait on the descriptor.
        var hasBegun = false
        /// What has been taken of a request that did not come as a whole.
        var assembly: RequestAssembly?
        /// Bytes behind the variables of that request, until it is decided what becomes of its body.
        var leftover: [UInt8] = []
        /// The body that is being collected.
        var body: CollectedBody?
        /// The records of a body that nobody waits for, until they have ended.
        var unreadBody: UnreadBody?
        /// The kernel's buffer was made small, as a stream needs it.
        var hasLimitedBuffer = false
        /// A send failed: bytes of the current response are lost.
        var isBroken = false
        /// The number of the current request on this connection, from 1.
        var requestNumber: UInt64 = 0
        /// The request's id on the wire.
        var requestID: UInt16 = 0
        /// True when the connection stays open after the current request.
        var keepsConnection = false
        /// Framed bytes that the socket did not take yet, from `pendingStart` on.
        var pending: [UInt8] = []
        var pendingStart = 0
        var onDisconnect: (@Sendable () -> Void)?
        var onWritable: [@Sendable () -> Void] = []
    }

    /// How long a connection waits for a request when the server is being drained.
    ///
    /// The web server may be sending one: if the connection were closed at once, nginx would answer 502 to a POST.
    private static let lastWait = Duration.milliseconds(500)

    let state: NIOLockedValueBox<State>
    let isUnix: Bool
    let poller: Poller
    let owner: any ConnectionOwner
    /// What the web server may send, and how long it may take.
    let limits: ServerLimits

    /// Takes over an accepted descriptor.
    init(
        fileDescriptor: Int32,
        isUnix: Bool,
        poller: Poller,
        owner: any ConnectionOwner,
        limits: ServerLimits
    ) {
        self.isUnix = isUnix
        state = NIOLockedValueBox(State(fileDescriptor: fileDescriptor, phase: .waiting(since: .now)))
        self.poller = poller
        self.owner = owner
        self.limits = limits
    }

    deinit {
        let fileDescriptor = state.withLockedValue { $0.fileDescriptor }
        if fileDescriptor >= 0 { Glibc.close(fileDescriptor) }
    }

    /// Closes the descriptor, and returns the call-backs that are due; to be called with the lock held.
    func close(_ state: inout State) -> [@Sendable () -> Void] {
        if let token = state.token { poller.remove(token) }
        if state.fileDescriptor >= 0 { Glibc.close(state.fileDescriptor) }
        return forget(&state)
    }

    /// Marks the descriptor as closed by somebody else; to be called with the lock held.
    func forget(_ state: inout State) -> [@Sendable () -> Void] {
        var callbacks = state.onWritable
        if let onDisconnect = state.onDisconnect { callbacks.append(onDisconnect) }
        switch state.phase {
        case .reading, .collecting, .responding, .finishing:
            callbacks.append { [owner] in owner.connectionEndedRequest() }
        case .waiting where state.isReported || state.isLastWait:
            callbacks.append { [owner] in owner.connectionEndedRequest() }
        case .waiting, .lingering, .closed: break
        }
        state.assembly = nil
        state.leftover = []
        state.body = nil
        state.unreadBody = nil
        state.isReported = false
        state.isLastWait = false
        state.onWritable = []
        state.onDisconnect = nil
        state.pending = []
        state.pendingStart = 0
        state.token = nil
        state.fileDescriptor = -1
        state.phase = .closed
        return callbacks
    }

    /// Waits for a request, or for the rest of its variables; to be called with the lock held.
    ///
    /// The time for variables is one for all of them.
    func waitForRequest(_ state: inout State) {
        if case .waiting = state.phase, state.hasBegun {} else { state.phase = .waiting(since: .now) }
        guard owner.isDraining, !state.isLastWait else { return }
        state.isLastWait = true
        owner.connectionBeganRequest()
    }

    /// Begins the last wait for a request, if the connection waits for one.
    func beginLastWait() {
        state.withLockedValue { state in
            guard case .waiting = state.phase, !state.isReported else { return }
            waitForRequest(&state)
        }
    }

    /// Marks an arrival as one that is going to be reported to the owner; to be called with the lock held.
    func report(_ state: inout State) {
        if !state.isLastWait { owner.connectionBeganRequest() }
        state.isLastWait = false
        state.isReported = true
    }

    /// Closes a connection that has been silent for too long, if it is new or in the middle of a request, and gives up a
    /// body that comes too slowly.
    ///
    /// One that has served a request may be silent for ever, until the server is drained: closing it would make the web
    /// server answer 502.
    func checkTime(at now: ContinuousClock.Instant) {
        let callbacks = state.withLockedValue { state -> [@Sendable () -> Void] in
            guard !state.isReported else { return [] }
            switch state.phase {
            case .waiting(let since):
                let isLast = state.isLastWait && !state.hasBegun
                guard isLast || state.requestNumber == 0 || state.hasBegun else { return [] }
                return now - since > (isLast ? Self.lastWait : limits.receiveTimeout) ? close(&state) : []
            case .collecting:
                return state.body?.pace.isTooSlow(at: now) == true ? giveUpBody(&state) : []
            case .lingering:
                return state.unreadBody?.isTooSlow(at: now) == true ? close(&state) : []
            case .reading, .responding, .finishing, .closed:
                return []
            }
        }
        for callback in callbacks { callback() }
    }

    /// Lets a body that is being collected come no further: its request is answered without it.
    func giveUpBody() {
        let callbacks = state.withLockedValue { state -> [@Sendable () -> Void] in
            guard case .collecting = state.phase, !state.isReported else { return [] }
            return giveUpBody(&state)
        }
        for callback in callbacks { callback() }
    }

    private func giveUpBody(_ state: inout State) -> [@Sendable () -> Void] {
        state.body?.isGivenUp = true
        state.isReported = true
        return [{ [self] in owner.connectionHasRequest(self) }]
    }

    /// Closes the connection, unless a request is being read; a running request is told that its peer is gone.
    func abort() {
        let callbacks = state.withLockedValue { state -> [@Sendable () -> Void] in
            if case .reading = state.phase { return [] }
            return close(&state)
        }
        for callback in callbacks { callback() }
    }
}
