// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import NIOConcurrencyHelpers

extension Connection {
    private enum Outcome {
        case callbacks([@Sendable () -> Void])
        case examine
    }

    /// Acts on what epoll reports; called on the poller's thread only.
    func handle(_ readiness: Readiness) {
        let outcome = state.withLockedValue { state -> Outcome in
            switch state.phase {
            case .reading, .closed:
                return .callbacks([])
            case .collecting:
                if state.isReported { return .callbacks([]) }
                state.isReported = true
                return .examine
            case .lingering:
                return .callbacks(readiness.isGone ? close(&state) : takeUnreadBody(&state))
            case .waiting:
                if readiness.isGone { state.isPeerGone = true }
                if state.isReported { return .callbacks([]) }
                report(&state)
                return .examine
            case .responding, .finishing:
                if readiness.isGone { return .callbacks(close(&state)) }
                var callbacks: [@Sendable () -> Void] = []
                if readiness.isWritable { callbacks = flush(&state) }
                if readiness.isReadable { callbacks += takeInput(&state) }
                return .callbacks(callbacks)
            }
        }
        switch outcome {
        case .callbacks(let callbacks): for callback in callbacks { callback() }
        case .examine: owner.connectionHasRequest(self)
        }
    }

    /// Reads what a web server may send while its request is being answered: FCGI_ABORT_REQUEST and nothing else.
    ///
    /// No server with a public record of doing so multiplexes unasked; one that does is cut off.
    private func takeInput(_ state: inout State) -> [@Sendable () -> Void] {
        if state.unreadBody != nil { return takeUnreadBody(&state) }
        guard case .responding = state.phase else { return [] }
        var bytes = [UInt8](repeating: 0, count: RecordHeader.size)
        let count = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe cfastcgi_peek(state.fileDescriptor, buffer.baseAddress, buffer.count)
        }
        if count == -Int(EAGAIN) { return [] }
        if count > 0, count < RecordHeader.size { return [] }
        guard
            count == RecordHeader.size,
            let header = RecordHeader(bytes),
            header.type == .abortRequest,
            header.requestID == state.requestID
        else { return close(&state) }
        let size = RecordHeader.size + Int(header.contentLength) + Int(header.paddingLength)
        var record = [UInt8](repeating: 0, count: size)
        guard unsafe recv(state.fileDescriptor, &record, size, Int32(MSG_DONTWAIT)) == size else {
            return close(&state)
        }
        return abortRequest(&state)
    }

    /// Reads on in a body that nobody waits for.
    ///
    /// When it has ended, the connection is as any other.
    private func takeUnreadBody(_ state: inout State) -> [@Sendable () -> Void] {
        let fileDescriptor = state.fileDescriptor
        return unsafe withUnsafeTemporaryAllocation(byteCount: RequestReader.window, alignment: 1) { window in
            var next: [UInt8] = []
            var taken = 0
            while var body = state.unreadBody {
                guard taken < Self.turn else {
                    // What is left is reported anew, behind the events of the others.
                    let interest = state.pending.isEmpty ? Poller.Interest.input : .inputAndOutput
                    if let token = state.token { poller.modify(fileDescriptor, token, interest) }
                    return []
                }
                let count = unsafe cfastcgi_take(fileDescriptor, window.baseAddress, window.count)
                if count == -Int(EAGAIN) { return [] }
                guard count > 0 else { return close(&state) }
                taken += count
                let step = unsafe body.take(Array(window[..<count])[...])
                state.unreadBody = body
                switch step {
                case .more: continue
                case .over(let rest):
                    state.unreadBody = nil
                    next = Array(rest)
                case .refused: return close(&state)
                }
            }
            if case .lingering = state.phase { return keepOrClose(&state, next: next) }
            // What comes before the answer is no request that is served.
            return next.isEmpty ? [] : close(&state)
        }
    }

    /// Ends an aborted request in the protocol's way, so that the connection can be used again (FastCGI specification
    /// 1.0, section 5.4), and tells the handler that nobody listens any more.
    private func abortRequest(_ state: inout State) -> [@Sendable () -> Void] {
        var callbacks = state.onWritable
        if let onDisconnect = state.onDisconnect { callbacks.append(onDisconnect) }
        state.onWritable = []
        state.onDisconnect = nil
        EndRequest(requestID: state.requestID).appendWithEndOfOutput(to: &state.pending)
        state.phase = .finishing
        return callbacks + flush(&state)
    }
}
