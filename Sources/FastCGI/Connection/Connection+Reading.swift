// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import Synchronization

extension Connection {
    /// What the first bytes on a waiting connection mean.
    enum Arrival {
        /// A request begins: the descriptor is lent to a reader, see ``Connection/finishReading(_:keeps:)``.
        case request(fileDescriptor: Int32, BeginRequest)
        /// Too few bytes to tell; the poller will report when more have come.
        case nothing
        /// The connection was closed: the peer left, or sent something that is not served.
        case closed
    }

    /// Looks at the waiting bytes without taking them, so that libfcgi only ever sees what it can digest.
    func examine() -> Arrival {
        state.withLock { state in
            guard case .waiting = state.phase else { return .closed }
            var bytes = [UInt8](repeating: 0, count: BeginRequest.size)
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe cfastcgi_peek(state.fileDescriptor, buffer.baseAddress, buffer.count)
            }
            if count == -Int(EAGAIN) { return wait(&state) }
            if count >= 1, bytes[0] != RecordHeader.version { return refuse(&state) }
            if count >= 2, bytes[1] != RecordType.beginRequest.rawValue { return refuse(&state) }
            if count > 0, count < BeginRequest.size { return wait(&state) }
            guard count > 0, let begin = BeginRequest(bytes) else { return refuse(&state) }
            guard begin.role == BeginRequest.responder else {
                var answer: [UInt8] = []
                EndRequest(requestID: begin.requestID, status: .unknownRole).append(to: &answer)
                unsafe _ = answer.withUnsafeBytes { buffer in
                    unsafe cfastcgi_send(state.fileDescriptor, buffer.baseAddress, buffer.count, nil, 0, nil, 0)
                }
                discardInput(state.fileDescriptor)
                return refuse(&state)
            }
            state.phase = .reading
            return .request(fileDescriptor: state.fileDescriptor, begin)
        }
    }

    private func wait(_ state: inout State) -> Arrival {
        if state.token == nil { state.token = poller.add(state.fileDescriptor, for: self, .input) }
        return .nothing
    }

    private func refuse(_ state: inout State) -> Arrival {
        _ = close(&state)
        return .closed
    }

    /// Takes what has arrived: a unix socket that is closed with unread bytes resets the peer, which then might not
    /// read its answer.
    private func discardInput(_ fileDescriptor: Int32) {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while unsafe recv(fileDescriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT)) > 0 {}
    }

    /// Takes the descriptor back from the reader and opens the response.
    ///
    /// - Parameters:
    ///   - begin: The request's first record.
    ///   - keeps: False when the input was not read to its end, and the connection cannot be used again.
    /// - Returns: The writer of the response.
    func finishReading(_ begin: BeginRequest, keeps: Bool) -> ResponseWriter {
        let number = state.withLock { state in
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
        state.withLock { state in
            if let token = state.token { poller.remove(token) }
            _ = forget(&state)
        }
    }
}
