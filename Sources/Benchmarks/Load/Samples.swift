// SPDX-License-Identifier: Apache-2.0

/// Durations in nanoseconds, for percentiles.
struct Samples: Sendable {
    /// The durations, in the order in which they came.
    private(set) var values: [Int64]

    /// Makes an empty collection with room.
    init(capacity: Int = 1 << 16) {
        values = []
        values.reserveCapacity(capacity)
    }

    /// The number of durations.
    var count: Int { values.count }

    /// Adds a duration.
    mutating func append(_ value: Int64) {
        values.append(value)
    }

    /// Adds all durations of another collection.
    mutating func append(_ other: Samples) {
        values += other.values
    }

    /// The smallest duration that at least a share of all does not exceed (nearest rank); nil when there are none.
    ///
    /// The share goes from 0 to 1: 0.5 is the median, 1 the maximum.
    func percentile(_ share: Double) -> Int64? {
        guard !values.isEmpty else { return nil }
        let rank = Int((share * Double(values.count)).rounded(.up))
        return values.sorted()[min(max(rank, 1), values.count) - 1]
    }
}
