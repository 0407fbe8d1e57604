// SPDX-License-Identifier: Apache-2.0

extension FakeProvider {
    private static let headEnd = Array("\r\n\r\n".utf8)

    /// Reads all that has come.
    mutating func read(_ slot: Int) {
        while connections[slot].descriptor >= 0 {
            switch Socket.receive(connections[slot].descriptor, &buffer, 0, buffer.count) {
            case .moved(let count) where count > 0:
                receive(count, slot)
                // Less than there was room for: nothing is left, and what comes next is an event of its own.
                if count < buffer.count { return }
            case .blocked:
                return
            case .moved, .failed:
                close(slot)
            }
        }
    }

    private mutating func receive(_ count: Int, _ slot: Int) {
        switch connections[slot].kind {
        case .silent:
            break
        case .credits:
            takeCredits(count, slot)
        case .http:
            if connections[slot].input.isEmpty {
                let part = buffer
                let used = takeRequest(part, count, slot)
                if used < count { connections[slot].input.append(contentsOf: part[used..<count]) }
            } else {
                connections[slot].input.append(contentsOf: buffer[..<count])
                let input = connections[slot].input
                let used = takeRequest(input, input.count, slot)
                if used > 0 { connections[slot].input.removeFirst(used) }
            }
        }
    }

    /// Answers the request at the beginning of some bytes.
    ///
    /// - Returns: How many bytes it has; 0 when it is not whole.
    private mutating func takeRequest(_ bytes: [UInt8], _ count: Int, _ slot: Int) -> Int {
        guard let headEnd = Bytes.find(Self.headEnd, in: bytes, 0, min(count, 16_384)) else { return 0 }
        let body = headEnd + Self.headEnd.count
        var head = HeadScanner()
        var position = 0
        _ = head.scan(bytes, &position, body)
        let end = body + (head.contentLength ?? 0)
        guard end <= count else {
            connections[slot].input.reserveCapacity(end)
            return 0
        }
        connections[slot].generation += 1
        connections[slot].chunks = 0
        connections[slot].bytes = 0
        switch bytes[0] {
        case UInt8(ascii: "P") where bytes[1] == UInt8(ascii: "O"):
            if head.isChunked {
                send(AnswerTemplates.response("411 Length Required", "text/plain", ""), slot)
            } else {
                connections[slot].dialect = WireDialect(request: bytes)
                call(Orders(body: bytes, body, end), isStream: Orders.isStream(body: bytes, body, end), slot)
            }
        case UInt8(ascii: "P"):
            connections[slot].kind = .credits
        default:
            // GET /stats or GET /notes
            tell(notes: bytes[5] == UInt8(ascii: "n"), slot)
        }
        return end
    }

    private mutating func tell(notes wantsNotes: Bool, _ slot: Int) {
        let text: String
        if wantsNotes {
            text = notes
            notes = ""
        } else {
            text = """
                waiting=\(counters.waiting) streaming=\(counters.streaming) silent=\(counters.silent) \
                connections=\(counters.connections) calls=\(counters.calls) chunks=\(counters.chunks) \
                bytes=\(counters.bytes)
                """
        }
        send(AnswerTemplates.response("200 OK", "text/plain", text), slot)
    }

    private mutating func call(_ orders: Orders, isStream: Bool, _ slot: Int) {
        counters.calls += 1
        connections[slot].orders = orders
        connections[slot].isStream = isStream
        if orders.id > 0, orders.hang > 0 {
            let call = calls[orders.id, default: 0] + 1
            calls[orders.id] = call
            if call == orders.hang {
                setPhase(.waiting, of: slot)
                return
            }
        }
        if orders.delay > 0 {
            setPhase(.waiting, of: slot)
            schedule(slot, at: Clock.now + orders.delay)
        } else {
            answer(slot)
        }
    }

    /// Answers a call whose time has come.
    mutating func answer(_ slot: Int) {
        if connections[slot].isStream {
            setPhase(.streaming, of: slot)
            startStream(slot)
        } else {
            setPhase(.idle, of: slot)
            send(
                templates[connections[slot].dialect.rawValue].plainAnswer(size: max(1, connections[slot].orders.size)),
                slot
            )
        }
    }

    /// Reads credits: the ids of streams, four bytes each, the lowest first.
    private mutating func takeCredits(_ count: Int, _ slot: Int) {
        connections[slot].input.append(contentsOf: buffer[..<count])
        let input = connections[slot].input
        let whole = input.count & ~3
        for position in stride(from: 0, to: whole, by: 4) {
            var id = 0
            for byte in (0..<4).reversed() { id = id << 8 | Int(input[position + byte]) }
            if let stream = credited[id], connections[stream].phase == .streaming, connections[stream].orders.id == id,
                !connections[stream].isBlocked
            {
                sendChunks(stream)
            }
        }
        connections[slot].input.removeFirst(whole)
    }
}
