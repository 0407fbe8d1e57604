// SPDX-License-Identifier: Apache-2.0

extension FakeProvider {
    /// Sends bytes, and keeps what the socket does not take.
    mutating func send(_ bytes: [UInt8], _ slot: Int) {
        send(bytes, bytes.count, slot)
    }

    private mutating func send(_ bytes: [UInt8], _ count: Int, _ slot: Int) {
        var sent = 0
        if !connections[slot].isBlocked {
            switch Socket.send(connections[slot].descriptor, bytes, 0, count) {
            case .moved(let moved): sent = moved
            case .blocked: break
            // The peer's end is an event of its own.
            case .failed: sent = count
            }
            connections[slot].bytes += sent
            counters.bytes += sent
        }
        if sent < count { connections[slot].output.append(contentsOf: bytes[sent..<count]) }
    }

    /// Sends what was kept, and goes on.
    mutating func flush(_ slot: Int) {
        let start = connections[slot].outputStart
        let end = connections[slot].output.count
        guard case .moved(let moved) = Socket.send(connections[slot].descriptor, connections[slot].output, start, end)
        else { return }
        connections[slot].bytes += moved
        counters.bytes += moved
        connections[slot].outputStart = start + moved
        guard start + moved == end else { return }
        connections[slot].output.removeAll(keepingCapacity: true)
        connections[slot].outputStart = 0
        guard connections[slot].phase == .streaming else { return }
        if connections[slot].orders.interval > 0 {
            schedule(slot, at: connections[slot].deadline)
        } else {
            connections[slot].orders.needsCredit ? sendChunks(slot) : ready.append(slot)
        }
    }

    /// Begins a stream.
    mutating func startStream(_ slot: Int) {
        send(templates[connections[slot].dialect.rawValue].opening, slot)
        let orders = connections[slot].orders
        if orders.interval > 0 {
            connections[slot].deadline = Clock.now
            sendPaced(slot)
        } else if orders.needsCredit {
            credited[orders.id] = slot
            sendChunks(slot)
        } else {
            ready.append(slot)
        }
    }

    /// Takes a timer that is due.
    mutating func fire(_ timer: TimerHeap.Timer, _ now: UInt64) {
        guard connections[timer.slot].generation == timer.generation else { return }
        switch connections[timer.slot].phase {
        case .idle: break
        case .waiting: answer(timer.slot)
        case .streaming: sendPaced(timer.slot)
        }
    }

    /// Sets the timer of a call.
    mutating func schedule(_ slot: Int, at deadline: UInt64) {
        timers.insert(.init(deadline: deadline, slot: slot, generation: connections[slot].generation))
    }

    /// Sends one event, or a buffer of them, for each stream that may send at once, one stream after the other.
    mutating func sendReady() {
        guard !ready.isEmpty else { return }
        swap(&ready, &sending)
        for position in sending.indices {
            let slot = sending[position]
            guard connections[slot].phase == .streaming else { continue }
            sendChunks(slot)
            if connections[slot].phase == .streaming, !connections[slot].isBlocked { ready.append(slot) }
        }
        sending.removeAll(keepingCapacity: true)
    }

    private mutating func sendPaced(_ slot: Int) {
        guard !connections[slot].isBlocked else { return }
        sendChunks(slot)
        guard connections[slot].phase == .streaming else { return }
        connections[slot].deadline += connections[slot].orders.interval
        // Else the timer is set when there is room.
        if !connections[slot].isBlocked { schedule(slot, at: connections[slot].deadline) }
    }

    /// Sends the next event of a stream, or as many as fit into a buffer; after the last one, the end.
    mutating func sendChunks(_ slot: Int) {
        let orders = connections[slot].orders
        let dialect = connections[slot].dialect.rawValue
        let event = templates[dialect].event(size: orders.size)
        let stamp = templates[dialect].events[event].stamp
        let first = connections[slot].chunks
        guard first < orders.chunks else { return endStream(slot) }
        let now = Clock.now
        var count = 1
        if orders.isBulk {
            let size = templates[dialect].events[event].bytes.count
            count = max(1, min(bulk.count / size, orders.chunks - first))
            for position in 0..<count {
                Stamp(sequence: first + position, nanoseconds: now)
                    .write(into: &templates[dialect].events[event].bytes, at: stamp)
                bulk.replaceSubrange(
                    position * size..<(position + 1) * size,
                    with: templates[dialect].events[event].bytes
                )
            }
            send(bulk, count * size, slot)
        } else {
            Stamp(sequence: first, nanoseconds: now).write(into: &templates[dialect].events[event].bytes, at: stamp)
            send(templates[dialect].events[event].bytes, slot)
        }
        connections[slot].chunks += count
        counters.chunks += count
        if connections[slot].chunks == orders.chunks { endStream(slot) }
    }

    private mutating func endStream(_ slot: Int) {
        if connections[slot].orders.needsCredit { credited[connections[slot].orders.id] = nil }
        setPhase(.idle, of: slot)
        send(templates[connections[slot].dialect.rawValue].closing, slot)
    }
}
