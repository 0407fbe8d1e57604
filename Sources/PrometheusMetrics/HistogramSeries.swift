// SPDX-License-Identifier: Apache-2.0

internal import CoreMetrics
internal import NIOConcurrencyHelpers

/// How often values fell into each of some buckets, with their number and sum.
final class HistogramSeries: Series, TimerHandler, RecorderHandler {
    private struct State {
        /// One for each bound, and one for what is above the last.
        var counts: [UInt64]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: NIOLockedValueBox<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        state = NIOLockedValueBox(State(counts: [UInt64](repeating: 0, count: bounds.count + 1)))
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLockedValue { state in
            state.counts[bucket] += 1
            state.sum += value
        }
    }

    func append(name: String, labels: String, to text: inout String) {
        let state = state.withLockedValue { $0 }
        let before = labels.isEmpty ? "" : "\(labels),"
        // A bucket counts all that is not above its bound.
        var count: UInt64 = 0
        for (index, bucket) in state.counts.enumerated() {
            count += bucket
            let bound = index < bounds.count ? bounds[index].prometheusText : "+Inf"
            appendLine("\(name)_bucket", "\(before)le=\"\(bound)\"", String(count), to: &text)
        }
        appendLine("\(name)_sum", labels, state.sum.prometheusText, to: &text)
        appendLine("\(name)_count", labels, String(count), to: &text)
    }
}
