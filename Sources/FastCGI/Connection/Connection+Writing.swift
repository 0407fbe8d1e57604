// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import NIOConcurrencyHelpers

extension Connection {
    /// Frames bytes as STDOUT and sends what the socket takes; with `isLast`, the end of the request as well.
    ///
    /// Bytes that fit one record go out with their header and the end in one system call, from where they lie.
    func write(_ bytes: [UInt8], isLast: Bool, requestNumber: UInt64) -> WriteOutcome {
        var callbacks: [@Sendable () -> Void] = []
        let outcome = state.withLockedValue { state -> WriteOutcome in
            guard case .responding = state.phase, state.requestNumber == requestNumber else { return .closed }
            if bytes.isEmpty, !isLast { return state.pending.isEmpty ? .sent : .blocked }
            if !isLast { limitBuffer(&state) }
            let wasBlocked = !state.pending.isEmpty
            if wasBlocked || bytes.count > RecordHeader.maximumContentLength || bytes.isEmpty {
                appendRecords(bytes, isLast: isLast, &state)
                if isLast { state.phase = .finishing }
                if !wasBlocked { callbacks = flush(&state) }
            } else {
                callbacks = sendRecord(bytes, isLast: isLast, &state)
            }
            if state.isBroken { return .closed }
            return state.pending.isEmpty ? .sent : .blocked
        }
        for callback in callbacks { callback() }
        return outcome
    }

    /// Makes the kernel's buffer small before the first part of a response that comes in parts; one in a single piece
    /// has nobody to hold back.
    private func limitBuffer(_ state: inout State) {
        guard isUnix, !state.hasLimitedBuffer else { return }
        state.hasLimitedBuffer = true
        SocketOptions.limitSendBuffer(state.fileDescriptor)
    }

    private func sendRecord(_ bytes: [UInt8], isLast: Bool, _ state: inout State) -> [@Sendable () -> Void] {
        let requestID = state.requestID
        let length = UInt16(bytes.count)
        let header = RecordHeader(type: .stdout, requestID: requestID, contentLength: length)
        var end: [UInt8] = []
        if isLast {
            appendEnd(to: &end, &state)
            state.phase = .finishing
        }
        let fileDescriptor = state.fileDescriptor
        let sent = unsafe withUnsafeBytes(of: header.wireForm) { header in
            unsafe bytes.withUnsafeBytes { bytes in
                unsafe end.withUnsafeBytes { end in
                    unsafe cfastcgi_send(
                        fileDescriptor,
                        header.baseAddress,
                        header.count,
                        bytes.baseAddress,
                        bytes.count,
                        end.baseAddress,
                        end.count
                    )
                }
            }
        }
        if sent == RecordHeader.size + bytes.count + end.count { return isLast ? endRequest(&state) : [] }
        if sent < 0, sent != -Int(EAGAIN) { return lose(&state) }
        header.append(to: &state.pending)
        state.pending.append(contentsOf: bytes)
        state.pending.append(contentsOf: end)
        state.pendingStart = max(0, sent)
        armOutput(&state)
        return []
    }

    private func appendRecords(_ bytes: [UInt8], isLast: Bool, _ state: inout State) {
        RecordHeader.appendRecords(.stdout, requestID: state.requestID, of: bytes, to: &state.pending)
        guard isLast else { return }
        var end: [UInt8] = []
        appendEnd(to: &end, &state)
        state.pending.append(contentsOf: end)
    }

    /// Appends the end of the request, and decides whether the connection stays open behind it.
    ///
    /// Closing after END_REQUEST when the web server asked to keep the connection makes nginx answer 502 to a request
    /// that it sends into it before it sees the end. A connection with something behind END_REQUEST it does not use
    /// again (`ngx_http_fastcgi_input_filter`): so that stands there when the connection is to be closed all the same.
    private func appendEnd(to bytes: inout [UInt8], _ state: inout State) {
        EndRequest(requestID: state.requestID).appendWithEndOfOutput(to: &bytes)
        guard state.keepsConnection, owner.isDraining else { return }
        state.keepsConnection = false
        RecordHeader(type: .stdout, requestID: state.requestID, contentLength: 0).append(to: &bytes)
    }

    /// Sends pending bytes until the socket takes no more; to be called with the lock held.
    func flush(_ state: inout State) -> [@Sendable () -> Void] {
        while state.pendingStart < state.pending.count {
            let fileDescriptor = state.fileDescriptor
            let start = state.pendingStart
            let sent = unsafe state.pending.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...])
                return unsafe cfastcgi_send(fileDescriptor, rest.baseAddress, rest.count, nil, 0, nil, 0)
            }
            if sent == -Int(EAGAIN) {
                armOutput(&state)
                return []
            }
            if sent < 0 { return lose(&state) }
            state.pendingStart += sent
        }
        state.pending.removeAll(keepingCapacity: state.pending.capacity <= RecordHeader.maximumContentLength)
        state.pendingStart = 0
        if case .finishing = state.phase { return endRequest(&state) }
        if let token = state.token { poller.modify(state.fileDescriptor, token, .input) }
        defer { state.onWritable = [] }
        return state.onWritable
    }

    /// Closes the connection because a send failed.
    private func lose(_ state: inout State) -> [@Sendable () -> Void] {
        state.isBroken = true
        return close(&state)
    }

    private func armOutput(_ state: inout State) {
        if let token = state.token { poller.modify(state.fileDescriptor, token, .inputAndOutput) }
    }

    /// Ends the request after its last byte: the connection waits for the next one, or is closed.
    private func endRequest(_ state: inout State) -> [@Sendable () -> Void] {
        state.onDisconnect = nil
        let place = state.unreadBody == nil ? nil : owner.placeForUnreadBody(of: self)
        let isRead = state.unreadBody == nil || place != nil
        guard let token = state.token, isRead, state.keepsConnection || place != nil else { return close(&state) }
        let callbacks = state.onWritable
        state.onWritable = []
        if state.unreadBody != nil {
            // A web server that does not keep the connection waits for its end, not for END_REQUEST alone
            // (`ngx_http_fastcgi_input_filter_init`); and it must be able to send on meanwhile.
            if !state.keepsConnection { shutdown(state.fileDescriptor, Int32(SHUT_WR)) }
            state.unreadBody?.begin(limits, place)
            state.phase = .lingering
        } else {
            waitForRequest(&state)
        }
        // What has come meanwhile is reported anew.
        poller.modify(state.fileDescriptor, token, .input)
        return callbacks + [{ [owner] in owner.connectionEndedRequest() }]
    }

    /// Waits for the next request after the last byte of a body that nobody waited for, or closes the connection.
    ///
    /// - Parameters:
    ///   - state: The connection's, with the lock held.
    ///   - next: What has come of that request already.
    /// - Returns: The call-backs that are due.
    func keepOrClose(_ state: inout State, next: [UInt8]) -> [@Sendable () -> Void] {
        guard state.keepsConnection, let token = state.token else { return close(&state) }
        waitForRequest(&state)
        poller.modify(state.fileDescriptor, token, .input)
        guard !next.isEmpty else { return [] }
        state.leftover = next
        state.assembly = RequestAssembly(paramsLimit: limits.params)
        report(&state)
        return [{ [self] in owner.connectionHasRequest(self) }]
    }

    /// Registers what runs when the peer leaves before the response has ended; at once if it has left already.
    func onDisconnect(requestNumber: UInt64, _ callback: @escaping @Sendable () -> Void) {
        let isGone = state.withLockedValue { state -> Bool in
            guard state.requestNumber == requestNumber else { return true }
            switch state.phase {
            case .responding:
                state.onDisconnect = callback
                return false
            case .waiting, .reading, .collecting, .finishing, .lingering, .closed:
                return true
            }
        }
        if isGone { callback() }
    }

    /// Registers what runs once no byte is pending any more, or the peer has left; at once if that is so already.
    func whenWritable(requestNumber: UInt64, _ callback: @escaping @Sendable () -> Void) {
        let isWritable = state.withLockedValue { state -> Bool in
            guard case .responding = state.phase, state.requestNumber == requestNumber, !state.pending.isEmpty else {
                return true
            }
            state.onWritable.append(callback)
            return false
        }
        if isWritable { callback() }
    }

    /// Closes the connection under a response that nobody is going to end.
    func abandon(requestNumber: UInt64) {
        let callbacks = state.withLockedValue { state -> [@Sendable () -> Void] in
            guard case .responding = state.phase, state.requestNumber == requestNumber else { return [] }
            state.onDisconnect = nil
            return close(&state)
        }
        for callback in callbacks { callback() }
    }
}
