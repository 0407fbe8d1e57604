// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// Whether the chunks of a steady stream have come as they were sent, or were held back on their way.
///
/// A chunk says when it was sent; how much later than the quickest one it came is how long it was held back. The time
/// that all take alike, over a slow line or through TLS, counts for nothing.
package struct Pace: Sendable, Equatable {
    /// What the delays look like.
    package enum Judgement: Sendable, Equatable {
        /// Each came as it was sent.
        case steady
        /// Each came with the next one.
        case oneLate
        /// They came together, or in crowds.
        case buffered
        /// The stream broke off, or has other events.
        case incomplete
    }

    /// The chunks of a whole stream.
    package static let chunkCount = 10

    /// The half of an interval between two chunks: a chunk that is later has met something on its way.
    private static let tolerance = 50.0
    /// One and a half intervals.
    private static let oneInterval = 150.0

    /// What the delays look like.
    package let judgement: Judgement
    /// The chunks that came.
    package let chunks: Int
    /// The time to the first chunk, in milliseconds.
    package let first: Int
    /// The time to the last chunk, in milliseconds.
    package let last: Int

    /// Judges the events of `GET /healthz/stream`.
    package init(_ events: [TimedEvent]) {
        let times = events.map { $0.time / .milliseconds(1) }
        let sent = events.compactMap { event in
            (try? JSONValue(parsing: event.data[...]))?["milliseconds"]?.doubleValue
        }
        chunks = sent.count
        first = Int(times.first ?? 0)
        last = Int(times.last ?? 0)
        guard sent.count == events.count, sent.count == Self.chunkCount else {
            judgement = .incomplete
            return
        }
        let delays = zip(times, sent).map { $0 - $1 }
        let least = delays.min() ?? 0
        let median = delays.map { $0 - least }.sorted()[delays.count / 2]
        judgement = median < Self.tolerance ? .steady : median < Self.oneInterval ? .oneLate : .buffered
    }
}
