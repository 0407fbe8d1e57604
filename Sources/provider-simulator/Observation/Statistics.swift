// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Counters over the life of the process, shared by all event loops.
final class Statistics: Sendable {
    private let openConnections = Atomic<Int>(0)
    private let acceptedConnections = Atomic<Int>(0)
    private let requests = Atomic<Int>(0)
    private let running = Atomic<Int>(0)
    private let clientClosed = Atomic<Int>(0)
    private let chunksSent = Atomic<Int>(0)

    /// Counts a connection and gives it its number, from 1.
    func connectionOpened() -> Int {
        openConnections.add(1, ordering: .relaxed)
        return acceptedConnections.add(1, ordering: .relaxed).newValue
    }

    func connectionClosed() {
        openConnections.subtract(1, ordering: .relaxed)
    }

    /// Counts a chat request and gives it its number, from 1.
    func requestStarted() -> Int {
        running.add(1, ordering: .relaxed)
        return requests.add(1, ordering: .relaxed).newValue
    }

    func requestEnded(_ outcome: Outcome) {
        running.subtract(1, ordering: .relaxed)
        if outcome == .clientClosed {
            clientClosed.add(1, ordering: .relaxed)
        }
    }

    func chunksWritten(_ count: Int) {
        chunksSent.add(count, ordering: .relaxed)
    }

    var json: String {
        let counters: [(name: String, value: Int)] = [
            ("open_connections", openConnections.load(ordering: .relaxed)),
            ("accepted_connections", acceptedConnections.load(ordering: .relaxed)),
            ("requests", requests.load(ordering: .relaxed)),
            ("running", running.load(ordering: .relaxed)),
            ("client_closed", clientClosed.load(ordering: .relaxed)),
            ("chunks_sent", chunksSent.load(ordering: .relaxed)),
        ]
        return "{" + counters.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",") + "}"
    }
}
