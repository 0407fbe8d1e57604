// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import NIOConcurrencyHelpers

extension Connection {
    /// What the bytes that have arrived mean.
    enum Arrival {
        /// All of a request waits: the descriptor is lent to a reader, which does not have to wait.
        case whole(fileDescriptor: Int32, BeginRequest)
        /// The variables of a request have been taken: the next call is ``Connection/collect(_:_:)`` or
        /// ``Connection/finishReading(_:keeps:)``.
        case head(BeginRequest, params: [UInt8], ParamsFault?)
        /// A body has been collected, or there will be none.
        case request(BeginRequest, Request, keeps: Bool)
        /// More has arrived than is taken in one turn.
        case again
        /// Nothing to be done until more comes, or the connection is closed.
        case nothing
    }

    /// The most bytes that one connection may bring before the next one's turn.
    static let turn = 1 << 20

    /// Looks at what has arrived, or takes it.
    ///
    /// - Parameter window: Memory to look through, used again and again; its size is the most that is looked at.
    /// - Returns: What is to be done.
    func examine(_ window: inout [UInt8]) -> Arrival {
        var isOver = false
        let arrival = state.withLockedValue { state -> Arrival in
            switch state.phase {
            case .waiting:
                // What counts as a request from here on has been counted, or is now.
                if !state.isReported { report(&state) }
                state.isReported = false
                let arrival = examineRequest(&state, &window)
                if case .nothing = arrival { isOver = true }
                return arrival
            case .collecting:
                let arrival = collect(&state, &window)
                if case .closed = state.phase { isOver = true }
                return arrival
            case .reading, .responding, .finishing, .lingering, .closed:
                return .nothing
            }
        }
        if isOver { owner.connectionEndedRequest() }
        return arrival
    }

    private func examineRequest(_ state: inout State, _ window: inout [UInt8]) -> Arrival {
        let fileDescriptor = state.fileDescriptor
        if state.assembly == nil {
            let count = unsafe window.withUnsafeMutableBytes { buffer in
                unsafe cfastcgi_peek(fileDescriptor, buffer.baseAddress, buffer.count)
            }
            if count == -Int(EAGAIN) { return wait(&state) }
            guard count > 0 else { return refuse(&state) }
            if let begin = RequestScan.wholeRequest(in: window[..<count], paramsLimit: limits.params) {
                beginReading(&state)
                return .whole(fileDescriptor: fileDescriptor, begin)
            }
            state.assembly = RequestAssembly(paramsLimit: limits.params)
        }
        return takeParams(&state, &window)
    }

    /// Takes what has come of the variables; the kernel's buffer need not hold them all.
    private func takeParams(_ state: inout State, _ window: inout [UInt8]) -> Arrival {
        if !state.hasBegun {
            state.hasBegun = true
            state.phase = .waiting(since: .now)
        }
        let leftover = state.leftover
        state.leftover = []
        if let arrival = takeParams(leftover[...], &state, &window) { return arrival }
        while let count = take(&state, &window) {
            guard count > 0 else { return refuse(&state) }
            let bytes = window[..<count]
            if let arrival = takeParams(bytes, &state, &window) { return arrival }
        }
        return state.isPeerGone ? refuse(&state) : wait(&state)
    }

    /// Takes a piece of the variables; nil when more is needed.
    private func takeParams(
        _ bytes: ArraySlice<UInt8>,
        _ state: inout State,
        _ window: inout [UInt8]
    ) -> Arrival? {
        var position = bytes.startIndex
        switch state.assembly?.take(bytes, from: &position) {
        case .more?:
            return nil
        case .head(let begin)?:
            state.leftover = Array(bytes[position...])
            beginReading(&state)
            return .head(begin, params: state.assembly?.params ?? [], state.assembly?.paramsFault)
        case .unknownRole(let begin)?:
            var answer: [UInt8] = []
            EndRequest(requestID: begin.requestID, status: .unknownRole).append(to: &answer)
            let fileDescriptor = state.fileDescriptor
            unsafe _ = answer.withUnsafeBytes { buffer in
                unsafe cfastcgi_send(fileDescriptor, buffer.baseAddress, buffer.count, nil, 0, nil, 0)
            }
            // A unix socket that is closed with unread bytes resets the peer, which then might not read its answer.
            while let count = take(&state, &window), count > 0 {}
            return refuse(&state)
        case .whole?, .refused?, nil:
            return refuse(&state)
        }
    }

    /// Takes what has arrived; 0 at the end, nil when nothing has.
    private func take(_ state: inout State, _ window: inout [UInt8]) -> Int? {
        let fileDescriptor = state.fileDescriptor
        let count = unsafe window.withUnsafeMutableBytes { buffer in
            unsafe cfastcgi_take(fileDescriptor, buffer.baseAddress, buffer.count)
        }
        return count == -Int(EAGAIN) ? nil : max(0, count)
    }

    private func beginReading(_ state: inout State) {
        state.phase = .reading
        state.hasBegun = false
        state.isBroken = false
    }

    private func wait(_ state: inout State) -> Arrival {
        // Before it waits: a drain sees those that the poller has, and those that wait from then on see the drain.
        watch(&state)
        waitForRequest(&state)
        return .nothing
    }

    private func watch(_ state: inout State) {
        if state.token == nil { state.token = poller.add(state.fileDescriptor, for: self, .input) }
    }

    private func refuse(_ state: inout State) -> Arrival {
        _ = close(&state)
        return .nothing
    }

    /// Begins to collect a body.
    func collect(_ body: CollectedBody, _ window: inout [UInt8]) -> Arrival {
        var isOver = false
        let arrival = state.withLockedValue { state -> Arrival in
            guard case .reading = state.phase else { return .nothing }
            state.phase = .collecting
            state.body = body
            state.assembly?.reserve(body.expected ?? 0)
            watch(&state)
            let leftover = state.leftover
            state.leftover = []
            let arrival = take(leftover[...], &state) ?? collect(&state, &window)
            if case .closed = state.phase { isOver = true }
            return arrival
        }
        if isOver { owner.connectionEndedRequest() }
        return arrival
    }

    private func collect(_ state: inout State, _ window: inout [UInt8]) -> Arrival {
        state.isReported = false
        var taken = 0
        while taken < Self.turn {
            guard let body = state.body else { return .nothing }
            if body.isGivenUp {
                return finishBody(.tooSlow(expected: body.expected, received: body.received), &state)
            }
            guard let count = take(&state, &window) else { return .nothing }
            guard count > 0 else {
                // Nothing more can come: there is no rest to be read.
                state.assembly = nil
                return finishBody(.incomplete(expected: body.expected, received: body.received), &state)
            }
            taken += count
            if let arrival = take(window[..<count], &state) { return arrival }
        }
        state.isReported = true
        return .again
    }

    /// Takes a piece of a body; nil when more is needed.
    private func take(_ bytes: ArraySlice<UInt8>, _ state: inout State) -> Arrival? {
        guard var body = state.body else { return .nothing }
        state.body = nil
        var position = bytes.startIndex
        let before = state.assembly?.body.count ?? 0
        let step = state.assembly?.take(bytes, from: &position)
        let count = (state.assembly?.body.count ?? before) - before
        body.received += count
        body.pace.take(bytes.count)
        state.body = body
        if body.received > limits.body { return finishBody(.tooLarge(limit: limits.body), &state) }
        guard body.lease.grow(to: body.received) else { return finishBody(.noRoom, &state) }
        switch step {
        case .more?:
            return nil
        case .whole? where position == bytes.endIndex:
            guard body.received >= body.expected ?? 0 else {
                return finishBody(.incomplete(expected: body.expected, received: body.received), &state)
            }
            return finishBody(.complete, &state)
        default:
            return refuse(&state)
        }
    }

    private func finishBody(_ bodyState: Request.BodyState, _ state: inout State) -> Arrival {
        guard let body = state.body else { return .nothing }
        state.body = nil
        beginReading(&state)
        var request = Request(params: body.params, bodyState: bodyState)
        if bodyState == .complete {
            request.body = state.assembly?.takeBody() ?? []
            request.bodyLease = body.lease
        }
        return .request(body.begin, request, keeps: state.assembly != nil)
    }

    /// Takes the descriptor back from the reader and opens the response.
    ///
    /// - Parameters:
    ///   - begin: The request's first record.
    ///   - keeps: False when the connection cannot be used again.
    /// - Returns: The writer of the response.
    func finishReading(_ begin: BeginRequest, keeps: Bool) -> ResponseWriter {
        let number = state.withLockedValue { state in
            state.phase = .responding
            state.isReported = false
            state.requestNumber += 1
            state.requestID = begin.requestID
            state.keepsConnection = begin.keepsConnection && keeps
            if let assembly = state.assembly { leaveUnread(assembly, &state) }
            if let token = state.token {
                poller.modify(state.fileDescriptor, token, .input)
            } else {
                state.token = poller.add(state.fileDescriptor, for: self, .input)
            }
            return state.requestNumber
        }
        return ResponseWriter(connection: self, requestNumber: number)
    }

    /// Drops what has come of a body, and lets the rest be read while the request is answered.
    private func leaveUnread(_ assembly: RequestAssembly, _ state: inout State) {
        var unread = UnreadBody(assembly.records)
        let leftover = state.leftover
        state.assembly = nil
        state.leftover = []
        guard !assembly.records.isOver else { return }
        switch unread.take(leftover[...]) {
        case .more: state.unreadBody = unread
        case .over(let rest) where rest.isEmpty: break
        case .over, .refused: state.keepsConnection = false
        }
    }

    /// Forgets a descriptor that libfcgi has closed, because what came was no request.
    func failReading() {
        let callbacks = state.withLockedValue { state in
            if let token = state.token { poller.remove(token) }
            return forget(&state)
        }
        for callback in callbacks { callback() }
    }

    /// Closes a connection whose variables libfcgi did not take.
    func abandonReading() {
        let callbacks = state.withLockedValue { close(&$0) }
        for callback in callbacks { callback() }
    }
}
