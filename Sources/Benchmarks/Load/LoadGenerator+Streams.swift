// SPDX-License-Identifier: Apache-2.0

extension LoadGenerator {
    /// How many of a stream's last bytes are kept to see how it ended.
    private static let tailSize = 192
    private static let finalMember = Array(#""is_final":true"#.utf8)
    private static let done = Array("data: [DONE]".utf8)

    /// Looks for stamps in a part of a stream; when all are there, keeps its last bytes.
    mutating func scan(_ from: Int, _ end: Int, _ now: UInt64, _ slot: Int) {
        let tally = connections[slot].tally
        let request = connections[slot].request
        var start = from
        while connections[slot].nextChunk < requests[request].chunks {
            guard let stamp = connections[slot].stamps.next(in: buffer, &start, end) else { return }
            let expected = connections[slot].nextChunk
            if stamp.sequence >= expected {
                tallies[tally].lost += stamp.sequence - expected
                connections[slot].nextChunk = stamp.sequence + 1
            } else if stamp.sequence == expected - 1 {
                tallies[tally].doubled += 1
            } else {
                tallies[tally].reordered += 1
            }
            guard tallies[tally].isRecording else {
                if requests[request].credit > 0 { addCredit(requests[request].credit) }
                continue
            }
            tallies[tally].chunks += 1
            if tallies[tally].recordsAges { tallies[tally].ages.append(Int64(bitPattern: now &- stamp.nanoseconds)) }
            if expected == 0 {
                tallies[tally].firstChunks.append(Int64(bitPattern: now &- connections[slot].intended))
            }
            if requests[request].credit > 0 { addCredit(requests[request].credit) }
        }
        // The native API's last event has the whole text once more.
        connections[slot].tail.append(contentsOf: buffer[max(start, end - Self.tailSize)..<end])
        let excess = connections[slot].tail.count - Self.tailSize
        if excess > 4 * Self.tailSize { connections[slot].tail.removeFirst(excess) }
    }

    /// Looks whether a stream that has ended has all its chunks and its terminal event.
    mutating func checkEnd(_ slot: Int) {
        let tail = connections[slot].tail
        let missing = requests[connections[slot].request].chunks - connections[slot].nextChunk
        tallies[connections[slot].tally].lost += missing
        let isTerminated =
            Bytes.find(Self.finalMember, in: tail, 0, tail.count) != nil
            || Bytes.find(Self.done, in: tail, 0, tail.count) != nil
        if !isTerminated { tallies[connections[slot].tally].unterminated += 1 }
    }

    // MARK: Credits

    private mutating func addCredit(_ id: Int) {
        for shift in stride(from: 0, to: 32, by: 8) { credits.append(UInt8(truncatingIfNeeded: id >> shift)) }
    }

    /// Connects the socket for credits to the provider.
    mutating func connectCredits(port: Int) throws {
        creditSocket = try Socket.connect(port: port)
        credits += "PUT /credit HTTP/1.1\r\n\r\n".utf8
    }

    mutating func sendCredits() {
        guard case .moved(let count) = Socket.send(creditSocket, credits, 0, credits.count) else { return }
        if count == credits.count { credits.removeAll(keepingCapacity: true) } else { credits.removeFirst(count) }
    }
}
