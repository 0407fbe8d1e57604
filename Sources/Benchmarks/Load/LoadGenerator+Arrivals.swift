// SPDX-License-Identifier: Apache-2.0

extension LoadGenerator {
    /// Sends the requests that are due.
    mutating func sendArrivals(_ now: UInt64) {
        for position in arrivals.indices {
            while arrivals[position].due <= now {
                let arrival = arrivals[position]
                arrivals[position].next += arrival.interval
                arrivals[position].remaining -= 1
                if arrival.isSeries { arrivals[position].request += 1 }
                let slot: Int
                if arrival.after == .pool, let idle = pool.popLast() {
                    slot = idle
                } else if arrival.after == .pool, connections.count - free.count >= Self.mostPooled {
                    tallies[arrival.tally].unsent += 1
                    continue
                } else {
                    slot = takeSlot()
                    connections[slot].port = arrival.port
                    connections[slot].receiveBuffer = arrival.receiveBuffer
                }
                connections[slot].request = arrival.request
                connections[slot].tally = arrival.tally
                connections[slot].next = arrival.after
                if arrival.isSlow {
                    connections[slot].isSlow = true
                    slowReaders.append(slot)
                    nextSlowTick = min(nextSlowTick, now + Self.slowTick)
                }
                begin(slot, intended: arrival.due)
            }
        }
    }

    /// A slot for a new connection.
    mutating func takeSlot() -> Int {
        if let slot = free.popLast() {
            connections[slot] = ClientConnection()
            return slot
        }
        connections.append(ClientConnection())
        return connections.count - 1
    }
}
