// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import NIOConcurrencyHelpers

/// The requests whose bodies are being collected, and the share that each caller's address has of them; and those that
/// have been answered while the rest of their body still comes.
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
            bodies.state.withLockedValue { $0.remove(number) }
        }
    }

    private struct Entry {
        let connection: Connection
        /// Nil for a rest.
        let caller: ByteString?
        /// The bytes that it was promised.
        let count: Int
        let start: ContinuousClock.Instant
    }

    private struct State {
        var entries: [UInt64: Entry] = [:]
        var lastNumber: UInt64 = 0
        var rests = 0

        mutating func add(_ entry: Entry) -> UInt64 {
            lastNumber += 1
            entries[lastNumber] = entry
            if entry.caller == nil { rests += 1 }
            return lastNumber
        }

        mutating func remove(_ number: UInt64) {
            if let entry = entries.removeValue(forKey: number), entry.caller == nil { rests -= 1 }
        }
    }

    /// From when on a body is slow.
    private static let patience = Duration.seconds(10)
    /// The most slow ones of one address.
    private static let limitPerCaller = 64

    private let limit: Int
    private let restLimit: Int
    /// The most bytes that the slow ones of one address may have been promised.
    private let memoryPerCaller: Int
    private let state = NIOLockedValueBox(State())

    init(limit: Int, memory: Int) {
        self.limit = limit
        restLimit = Self.rests(beside: limit)
        memoryPerCaller = memory / 4
    }

    /// The most rests that are read beside so many bodies: rests come without a key, and take no place of a body.
    static func rests(beside limit: Int) -> Int {
        max(1, limit / 4)
    }

    /// How many bodies arrive.
    var count: Int { state.withLockedValue { $0.entries.count } }

    /// Counts a body that begins to arrive.
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
            guard state.entries.count - state.rests < limit else { return nil }
            return Place(self, state.add(Entry(connection: connection, caller: caller, count: count, start: now)))
        }
    }

    /// Counts the rest of a body that is read and dropped.
    ///
    /// - Parameters:
    ///   - connection: Where it arrives.
    ///   - now: The time.
    /// - Returns: Nil when there are too many.
    func addRest(_ connection: Connection, at now: ContinuousClock.Instant = .now) -> Place? {
        state.withLockedValue { state in
            guard state.rests < restLimit else { return nil }
            return Place(self, state.add(Entry(connection: connection, caller: nil, count: 0, start: now)))
        }
    }

    /// The slow bodies that are beyond their caller's share: the oldest of each.
    func excess(at now: ContinuousClock.Instant) -> [Connection] {
        let slow = state.withLockedValue { state in
            state.entries.values.filter { $0.caller != nil && now - $0.start > Self.patience }
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
