// SPDX-License-Identifier: Apache-2.0

internal import CoreMetrics
internal import NIOConcurrencyHelpers

/// A number that goes up and down.
final class GaugeSeries: Series, MeterHandler, RecorderHandler {
    private let value = NIOLockedValueBox(0.0)

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { self.value.withLockedValue { $0 = value } }
    func increment(by amount: Double) { value.withLockedValue { $0 += amount } }
    func decrement(by amount: Double) { value.withLockedValue { $0 -= amount } }
    func record(_ value: Int64) { set(value) }
    func record(_ value: Double) { set(value) }

    func append(name: String, labels: String, to text: inout String) {
        appendLine(name, labels, value.withLockedValue { $0 }.prometheusText, to: &text)
    }
}
