// SPDX-License-Identifier: Apache-2.0

/// How fast a body arrives, and whether that is fast enough.
struct BodyPace {
    private let limits: ServerLimits
    private let start: ContinuousClock.Instant
    /// The time over which the rate is measured, and what has come in it.
    private var spanStart: ContinuousClock.Instant
    private var spanCount = 0
    private var last: ContinuousClock.Instant

    init(_ limits: ServerLimits, at now: ContinuousClock.Instant = .now) {
        self.limits = limits
        start = now
        spanStart = now
        last = now
    }

    /// Counts bytes that have come.
    mutating func take(_ count: Int, at now: ContinuousClock.Instant = .now) {
        spanCount += count
        last = now
    }

    /// Whether the body is to be given up; to be asked again and again.
    mutating func isTooSlow(at now: ContinuousClock.Instant) -> Bool {
        if now - start > limits.bodyTimeout || now - last > limits.receiveTimeout { return true }
        let span = now - spanStart
        guard span > limits.receiveTimeout else { return false }
        defer {
            spanStart = now
            spanCount = 0
        }
        return Double(spanCount) < Double(limits.bodyRate) * (span / .seconds(1))
    }
}
