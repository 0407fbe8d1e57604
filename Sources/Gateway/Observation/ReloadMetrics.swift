// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import Metrics
internal import PrometheusMetrics

/// The figures of how often the configuration was read again, and what came of it.
final class ReloadMetrics: Sendable {
    private let successes: Counter
    private let failures: Counter
    private let isLastSuccessful: Meter
    private let lastSuccess: Meter

    /// Makes the metrics of a configuration that has just been read.
    init(factory: any MetricsFactory) {
        func counter(_ result: String) -> Counter {
            Counter(
                label: "llm_gateway_configuration_reloads_total",
                dimensions: [("result", result)],
                factory: factory
            )
        }
        successes = counter("success")
        failures = counter("failure")
        isLastSuccessful = Meter(label: "llm_gateway_configuration_last_reload_successful", factory: factory)
        lastSuccess = Meter(
            label: "llm_gateway_configuration_last_reload_success_timestamp_seconds",
            factory: factory
        )
        set(succeeded: true)
    }

    /// Counts one more reading.
    func record(succeeded: Bool) {
        (succeeded ? successes : failures).increment()
        set(succeeded: succeeded)
    }

    private func set(succeeded: Bool) {
        isLastSuccessful.set(succeeded ? 1 : 0)
        if succeeded { lastSuccess.set(Date.now.timeIntervalSince1970.rounded()) }
    }

    /// What the metrics are, for Prometheus.
    static let descriptions: [(name: String, description: MetricDescription)] = [
        (
            "llm_gateway_configuration_reloads_total",
            MetricDescription("How often the configuration was read again, by what came of it.")
        ),
        (
            "llm_gateway_configuration_last_reload_successful",
            MetricDescription("Whether what was read last is in force: 1, or 0 while it has a fault.")
        ),
        (
            "llm_gateway_configuration_last_reload_success_timestamp_seconds",
            MetricDescription("When the configuration in force was read, in seconds from 1970.")
        ),
    ]
}
