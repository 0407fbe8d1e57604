// SPDX-License-Identifier: Apache-2.0

/// When the chunks of a health stream are sent, counted from its start.
struct HealthStreamPace {
    /// How late a comment of a real stream may be, so that this much is added to the longest silence.
    private static let lateness = Duration.milliseconds(100)

    /// The times of the chunks, in order; the last one is final.
    let times: [Duration]

    /// Ten chunks, 100 ms apart.
    static let steady = HealthStreamPace(times: (0..<10).map { .milliseconds(100 * $0) })

    /// Two chunks, and between them the longest silence that a stream of this gateway has.
    static func silence(of interval: Duration) -> HealthStreamPace {
        HealthStreamPace(times: [.zero, interval + lateness])
    }
}
