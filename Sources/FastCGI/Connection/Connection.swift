// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import Synchronization

/// A connection of the web server: the owner of its descriptor from accept to close.
///
/// libfcgi parses a request (``RequestReader``) and forgets it; from then on this object frames STDOUT and END_REQUEST
/// and sends without blocking. What the socket does not take stays here and is sent by the ``Poller``'s thread. A
/// connection serves one request after another; each has its number, so that a writer that outlives its request
/// cannot touch the next one.
///
/// Every method may be called on any thread. No call-back runs under the lock.
final class Connection: Sendable {
    /// What the connection is doing.
    enum Phase {
        /// Waiting for the first bytes of a request.
        case waiting(since: ContinuousClock.Instant)
        /// A reader has the descriptor; libfcgi may close it.
        case reading
        /// A request is with its handler.
        case responding
        /// The handler is done; the rest of the bytes is not sent yet.
        case finishing
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

    let state: Mutex<State>
    let poller: Poller
    let owner: any ConnectionOwner
    /// How long a new connection may be silent.
    let receiveTimeout: Duration

    /// Takes over an accepted descriptor.
    init(fileDescriptor: Int32, poller: Poller, owner: any ConnectionOwner, receiveTimeout: Duration) {
        state = Mutex(State(fileDescriptor: fileDescriptor, phase: .waiting(since: .now)))
        self.poller = poller
        self.owner = owner
        self.receiveTimeout = receiveTimeout
    }

    deinit {
        let fileDescriptor = state.withLock { $0.fileDescriptor }
        if fileDescriptor >= 0 { Glibc.close(fileDescriptor) }
    }

    /// Closes the descriptor; to be called with the lock held. The call-backs that are due are returned.
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
        case .responding, .finishing: callbacks.append { [owner] in owner.connectionEndedRequest() }
        case .waiting, .reading, .closed: break
        }
        state.onWritable = []
        state.onDisconnect = nil
        state.pending = []
        state.pendingStart = 0
        state.token = nil
        state.fileDescriptor = -1
        state.phase = .closed
        return callbacks
    }

    /// Closes the connection if it waits for a request and shows none.
    func closeIfWaiting() {
        state.withLock { state in
            if case .waiting = state.phase { _ = close(&state) }
        }
    }

    /// Closes a new connection that has been silent for too long.
    ///
    /// One that has served a request may be silent for ever: closing it would make the web server answer 502.
    func closeIfSilent(at now: ContinuousClock.Instant) {
        state.withLock { state in
            if case .waiting(let since) = state.phase, state.requestNumber == 0, now - since > receiveTimeout {
                _ = close(&state)
            }
        }
    }

    /// Closes the connection, whatever it is doing; a running request is told that its peer is gone.
    func abort() {
        let callbacks = state.withLock { state -> [@Sendable () -> Void] in
            if case .reading = state.phase { return [] }
            return close(&state)
        }
        for callback in callbacks { callback() }
    }
}
