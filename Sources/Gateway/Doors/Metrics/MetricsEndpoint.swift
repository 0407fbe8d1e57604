// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
internal import PrometheusMetrics

/// `GET /metrics`: the figures of this process in Prometheus' text format, behind the key.
struct MetricsEndpoint: Endpoint {
    let registry: PrometheusRegistry
    /// Brings what is not counted request by request up to date.
    let refresh: @Sendable () -> Void

    func respond(to call: Call) async throws -> Reply {
        refresh()
        return .response(
            status: .ok,
            headerFields: [.contentType: PrometheusRegistry.mediaType],
            body: Array(registry.text.utf8)
        )
    }
}
