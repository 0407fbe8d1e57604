// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import NIOConcurrencyHelpers

extension Connection {
    /// What the bytes on a waiting connection mean.
    enum Arrival {
        /// A request is there: the descriptor is lent to a reader, see ``Connection/finishReading(_:keeps:)``.
        /// With `isWhole`, reading it cannot block.
        case request(fileDescriptor: Int32, BeginRequest, isWhole: Bool)
        /// Nothing to be done: the poller will report when more has come, or the connection is closed.
        case nothing
    }

    /// Looks at the waiting bytes without taking them, so that libfcgi only ever sees what it can digest.
    ///
    /// - Parameter window: Memory to look through, used again and again; its size is the most that is looked at.
    /// - Returns: What is to be done.
    func examine(_ window: inout [UInt8]) -> Arrival {
        let arrival = state.withLockedValue { state -> Arrival? in
            guard case .waiting = state.phase else { return nil }
            // What counts as a request from here on has been counted, or is now.
            if !state.isReported { report(&state) }
            state.isReported = false
            let fileDescriptor = state.fileDescriptor
            let count = unsafe window.withUnsafeMutableBytes { buffer in
                unsafe cfastcgi_peek(fileDescriptor, buffer.baseAddress, buffer.count)
            }
            if count == -Int(EAGAIN) { return wait(&state) }
            guard count > 0 else { return refuse(&state) }
            switch RequestScan(window[..<count], isAll: count < window.count) {
            case .incomplete:
                state.hasBegun = true
                return state.isPeerGone ? refuse(&state) : wait(&state)
            case .params(let begin):
                return lend(&state, begin, isWhole: false)
            case .whole(let begin):
                return lend(&state, begin, isWhole: true)
            case .unknownRole(let begin):
                var answer: [UInt8] = []
                EndRequest(requestID: begin.requestID, status: .unknownRole).append(to: &answer)
                unsafe _ = answer.withUnsafeBytes { buffer in
                    unsafe cfastcgi_send(fileDescriptor, buffer.baseAddress, buffer.count, nil, 0, nil, 0)
                }
                discardInput(fileDescriptor, &window)
                return refuse(&state)
            case .refused:
                return refuse(&state)
            }
        }
        if case .nothing? = arrival { owner.connectionEndedRequest() }
        return arrival ?? .nothing
    }

    private func wait(_ state: inout State) -> Arrival {
        // Before it waits: a drain sees those that the poller has, and those that wait from then on see the drain.
        if state.token == nil { state.token = poller.add(state.fileDescriptor, for: self, .input) }
        waitForRequest(&state)
        return .nothing
    }

    private func lend(_ state: inout State, _ begin: BeginRequest, isWhole: Bool) -> Arrival {
        state.phase = .reading
        state.hasBegun = false
        state.isReadingBody = false
        state.isBroken = false
        // What is whole is read without waiting.
        if !isWhole { SocketOptions.limitReceiving(state.fileDescriptor, to: receiveTimeout) }
        return .request(fileDescriptor: state.fileDescriptor, begin, isWhole: isWhole)
    }

    private func refuse(_ state: inout State) -> Arrival {
        _ = close(&state)
        return .nothing
    }

    /// Takes what has arrived: a unix socket that is closed with unread bytes resets the peer, which then might not
    /// read its answer.
    private func discardInput(_ fileDescriptor: Int32, _ window: inout [UInt8]) {
        while unsafe recv(fileDescriptor, &window, window.count, Int32(MSG_DONTWAIT)) > 0 {}
    }

    /// Takes the descriptor back from the reader and opens the response.
    ///
    /// - Parameters:
    ///   - begin: The request's first record.
    ///   - keeps: False when the input was not read to its end, and the connection cannot be used again.
    /// - Returns: The writer of the response.
    func finishReading(_ begin: BeginRequest, keeps: Bool) -> ResponseWriter {
        let number = state.withLockedValue { state in
            state.phase = .responding
            state.requestNumber += 1
            state.requestID = begin.requestID
            state.keepsConnection = begin.keepsConnection && keeps
            if let token = state.token {
                poller.modify(state.fileDescriptor, token, .input)
            } else {
                state.token = poller.add(state.fileDescriptor, for: self, .input)
            }
            return state.requestNumber
        }
        return ResponseWriter(connection: self, requestNumber: number)
    }

    /// Takes note that libfcgi has closed the descriptor, because what came was no request.
    func failReading() {
        let callbacks = state.withLockedValue { state in
            if let token = state.token { poller.remove(token) }
            return forget(&state)
        }
        for callback in callbacks { callback() }
    }

    /// Closes a connection whose request no reader has touched, or is going to touch.
    func abandonReading() {
        let callbacks = state.withLockedValue { close(&$0) }
        for callback in callbacks { callback() }
    }

    /// Takes note that libfcgi has the variables.
    func beginBody() {
        state.withLockedValue { state in
            state.isReadingBody = true
            if state.isInterrupted { shutdown(state.fileDescriptor, Int32(SHUT_RD)) }
        }
    }

    /// Lets a reader that waits for a body go on: it finds the end of the input.
    ///
    /// While libfcgi reads variables, it may close the descriptor at any moment, and the number may be somebody else's
    /// then: the interruption waits until it has them.
    func interruptBody() {
        state.withLockedValue { state in
            guard case .reading = state.phase else { return }
            state.isInterrupted = true
            if state.isReadingBody { shutdown(state.fileDescriptor, Int32(SHUT_RD)) }
        }
    }
}
