// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import NIOConcurrencyHelpers

/// The requests whose bodies are being collected, and the share that each caller's address has of them.
///
/// nginx, lighttpd and mod_fcgid pass a body on when they have all of it; mod_proxy_fcgi and HAProxy pass it on as the
/// client sends it. A slow one takes no thread, but a descriptor and its share of the memory.
final class ArrivingBodies: Sendable {
    /// The place of one body among them, until it is let go.
    final class Place: Sendable {
        private let bodies: ArrivingBodies
        private let number: UInt64

        fileprivate init(_ bodies: ArrivingBodies, _ number: UInt64) {
            self.bodies = bodies
            self.number = number
        }

        deinit {
            bodies.state.withLockedValue { $0.entries[number] = nil }
        }
    }

    private struct Entry {
        let connection: Connection
        let caller: ByteString
        /// The bytes that it was promised.
        let count: Int
        let start: ContinuousClock.Instant
    }

    private struct State {
        var entries: [UInt64: Entry] = [:]
        var lastNumber: UInt64 = 0
    }

    /// From when on a body is slow.
    private static let patience = Duration.seconds(10)
    /// The most slow ones of one address.
    private static let limitPerCaller = 64

    private let limit: Int
    /// The most bytes that the slow ones of one address may have been promised.
    private let memoryPerCaller: Int
    private let state = NIOLockedValueBox(State())

    init(limit: Int, memory: Int) {
        self.limit = limit
        memoryPerCaller = memory / 4
    }

    /// How many bodies arrive.
    var count: Int { state.withLockedValue { $0.entries.count } }

    /// Takes note of a body that begins to arrive.
    ///
    /// - Parameters:
    ///   - connection: Where it arrives.
    ///   - caller: The address of its sender.
    ///   - count: The bytes that it was promised.
    ///   - now: The time.
    /// - Returns: Nil when there are too many.
    func add(
        _ connection: Connection,
        of caller: ByteString,
        _ count: Int,
        at now: ContinuousClock.Instant = .now
    ) -> Place? {
        state.withLockedValue { state in
            guard state.entries.count < limit else { return nil }
            state.lastNumber += 1
            let entry = Entry(connection: connection, caller: caller, count: count, start: now)
            state.entries[state.lastNumber] = entry
            return Place(self, state.lastNumber)
        }
    }

    /// The slow bodies that are beyond their caller's share: the oldest of each.
    func excess(at now: ContinuousClock.Instant) -> [Connection] {
        let slow = state.withLockedValue { state in
            state.entries.values.filter { now - $0.start > Self.patience }
        }
        return Dictionary(grouping: slow, by: \.caller).values.flatMap { entries -> [Connection] in
            var excess: [Connection] = []
            var (number, count) = (entries.count, entries.reduce(0) { $0 + $1.count })
            for entry in entries.sorted(by: { $0.start < $1.start }) {
                guard number > Self.limitPerCaller || (number > 1 && count > memoryPerCaller) else { break }
                excess.append(entry.connection)
                number -= 1
                count -= entry.count
            }
            return excess
        }
    }
}
