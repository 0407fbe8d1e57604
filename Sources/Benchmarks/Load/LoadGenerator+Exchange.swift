// SPDX-License-Identifier: Apache-2.0

extension LoadGenerator {
    // MARK: The request

    /// Sends a connection's request.
    mutating func begin(_ slot: Int, intended: UInt64) {
        connections[slot].isActive = true
        connections[slot].intended = intended
        connections[slot].sent = 0
        connections[slot].response.reset()
        connections[slot].stamps = StampScanner()
        connections[slot].nextChunk = 0
        connections[slot].tail.removeAll(keepingCapacity: true)
        tallies[connections[slot].tally].begun += 1
        guard connections[slot].descriptor < 0 else { return flush(slot) }
        do {
            let socket = try Socket.connect(
                port: connections[slot].port,
                receiveBuffer: connections[slot].receiveBuffer
            )
            connections[slot].descriptor = socket
            // The request is sent as soon as the connection is writable.
            try poller.watch(socket, token: slot)
        } catch {
            fail(slot)
        }
    }

    /// Sends what the socket takes of a request.
    mutating func flush(_ slot: Int) {
        let request = connections[slot].request
        let end = requests[request].bytes.count
        while connections[slot].sent < end {
            switch Socket.send(connections[slot].descriptor, requests[request].bytes, connections[slot].sent, end) {
            case .moved(let count): connections[slot].sent += count
            case .blocked: return
            case .failed: return fail(slot)
            }
        }
    }

    // MARK: The answer

    /// Reads all that has come.
    mutating func read(_ slot: Int) {
        while connections[slot].descriptor >= 0 {
            switch Socket.receive(connections[slot].descriptor, &buffer, 0, buffer.count) {
            case .moved(let count) where count > 0:
                receive(count, slot)
                if count < buffer.count { return }
            case .blocked: return
            case .moved: return endOfConnection(slot)
            case .failed: return fail(slot)
            }
        }
    }

    /// Lets each slow reader read a little.
    mutating func readSlowly(_ now: UInt64) {
        nextSlowTick = now + Self.slowTick
        for position in slowReaders.indices {
            let slot = slowReaders[position]
            guard connections[slot].descriptor >= 0 else { continue }
            switch Socket.receive(connections[slot].descriptor, &buffer, 0, Self.slowBytes) {
            case .moved(let count) where count > 0: receive(count, slot)
            case .blocked: break
            case .moved, .failed: fail(slot)
            }
        }
    }

    private mutating func receive(_ count: Int, _ slot: Int) {
        // Bytes without a request: a web server that says why it closes.
        guard connections[slot].isActive else { return }
        let now = Clock.now
        var start = 0
        while let step = connections[slot].response.next(in: buffer, &start, count) {
            switch step {
            case .head: break
            case .body(let from, let end):
                if requests[connections[slot].request].chunks > 0 { scan(from, end, now, slot) }
            case .end: return finish(slot, now)
            case .broken: return fail(slot)
            }
        }
    }

    private mutating func finish(_ slot: Int, _ now: UInt64) {
        let tally = connections[slot].tally
        let latency = Int64(bitPattern: now &- connections[slot].intended)
        connections[slot].isActive = false
        switch connections[slot].response.status {
        case 200:
            if requests[connections[slot].request].chunks > 0 { checkEnd(slot) }
            if tallies[tally].isRecording {
                tallies[tally].answered += 1
                tallies[tally].latencies.append(latency)
            }
        case 503 where connections[slot].response.hasRetryAfter:
            if tallies[tally].isRecording {
                tallies[tally].refused += 1
                tallies[tally].refusals.append(latency)
            }
        default:
            tallies[tally].failed += 1
        }
        proceed(slot)
    }

    private mutating func proceed(_ slot: Int) {
        if connections[slot].response.closes {
            Socket.close(connections[slot].descriptor)
            connections[slot].descriptor = -1
        }
        switch connections[slot].next {
        case .again:
            begin(slot, intended: Clock.now)
        case .pool where connections[slot].descriptor >= 0:
            pool.append(slot)
        case .pool, .rest:
            if connections[slot].descriptor < 0 { release(slot) }
        }
    }

    // MARK: The end

    private mutating func endOfConnection(_ slot: Int) {
        if connections[slot].isActive, connections[slot].response.endsWithConnection {
            Socket.close(connections[slot].descriptor)
            connections[slot].descriptor = -1
            finish(slot, Clock.now)
        } else {
            fail(slot)
        }
    }

    /// Gives a connection up.
    private mutating func fail(_ slot: Int) {
        let wasActive = connections[slot].isActive
        if connections[slot].descriptor >= 0 { Socket.close(connections[slot].descriptor) }
        connections[slot].descriptor = -1
        if wasActive { tallies[connections[slot].tally].broken += 1 }
        pool.removeAll { $0 == slot }
        // A server that cannot be reached at all is not tried again.
        if wasActive, connections[slot].next == .again, connections[slot].sent > 0 {
            begin(slot, intended: Clock.now)
        } else {
            release(slot)
        }
    }
}
