// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
internal import PrometheusMetrics

/// The figures for Prometheus.
struct MetricsDoor: Door {
    let name = "metrics"
    let registry: PrometheusRegistry
    /// Brings what is not counted request by request up to date.
    let refresh: @Sendable () -> Void

    var routes: [Route] {
        [Route(.get, "/metrics", for: .operators, MetricsEndpoint(registry: registry, refresh: refresh))]
    }

    func reply(to error: GatewayError) -> Reply { NativeResponse.reply(to: error) }
}
