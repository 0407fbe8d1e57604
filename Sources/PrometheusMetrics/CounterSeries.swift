// SPDX-License-Identifier: Apache-2.0

internal import CoreMetrics
internal import NIOConcurrencyHelpers

/// A number that only grows, up to the largest that there is.
final class CounterSeries: Series, CounterHandler {
    private let value = NIOLockedValueBox<Int64>(0)

    func increment(by amount: Int64) {
        value.withLockedValue { value in
            let (sum, isOverflow) = value.addingReportingOverflow(max(0, amount))
            value = isOverflow ? .max : sum
        }
    }

    func reset() {
        value.withLockedValue { $0 = 0 }
    }

    func append(name: String, labels: String, to text: inout String) {
        appendLine(name, labels, String(value.withLockedValue { $0 }), to: &text)
    }
}
