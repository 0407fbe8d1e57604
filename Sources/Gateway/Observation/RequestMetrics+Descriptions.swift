// SPDX-License-Identifier: Apache-2.0

internal import PrometheusMetrics

extension RequestMetrics {
    /// What the metrics are, for Prometheus.
    static var descriptions: [String: MetricDescription] {  // text: names of ours
        let waiting = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]
        let own = [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5]
        let requests = [
            "llm_gateway_requests_total": MetricDescription(
                "Requests that have ended, by door, route, provider and status."
            ),
            "llm_gateway_tokens_total": MetricDescription(
                "Tokens that providers counted, of prompts and of completions."
            ),
            "llm_gateway_time_to_first_byte_seconds": MetricDescription(
                "From the complete request to the head of the response.",
                buckets: waiting
            ),
            "llm_gateway_request_duration_seconds": MetricDescription(
                "From the complete request to the last byte of the response.",
                buckets: waiting + [300, 600]
            ),
            "llm_gateway_overhead_seconds": MetricDescription(
                "The part of a request's duration in which no call of a provider ran.",
                buckets: own
            ),
            "llm_gateway_requests_in_flight": MetricDescription("Requests that are being answered now."),
            "llm_gateway_upstream_connections": MetricDescription(
                "Open connections to providers, waiting ones included."
            ),
            "llm_gateway_failed_streams_total": MetricDescription("Streams that ended with an error event."),
            "llm_gateway_disconnects_total": MetricDescription("Requests whose client left before the end."),
            "llm_gateway_cancellations_total": MetricDescription("Calls of providers that were ended because of that."),
        ]
        return requests.merging(ReloadMetrics.descriptions.map { ($0.name, $0.description) }) { first, _ in first }
    }
}
