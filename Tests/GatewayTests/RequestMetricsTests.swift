// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import NIOCore
import PrometheusMetrics
import Testing

@testable import Gateway

struct RequestMetricsTests {
    private static func report(
        endpoint: String? = "/llm/generation",
        status: Int = 200,
        model: String,
        isDisconnected: Bool = false
    ) -> CallReport {
        CallReport(
            requestID: "r",
            caller: "-",
            method: "POST",
            path: "/",
            endpoint: endpoint,
            door: endpoint == nil ? "openai" : "native",
            status: status,
            provider: "local",
            model: ByteString(model),
            usage: Usage(promptTokens: 3, completionTokens: 4, totalTokens: 7),
            providerStatus: nil,
            timeToFirstByte: .milliseconds(7),
            duration: .milliseconds(70),
            overhead: .microseconds(70),
            isDisconnected: isDisconnected,
            isCancelled: isDisconnected,
            isFailedStream: false
        )
    }

    @Test func requestsAreCountedByTheirLabels() {
        let registry = PrometheusRegistry(RequestMetrics.descriptions)
        let metrics = RequestMetrics(factory: registry)
        metrics.record(Self.report(model: "a"))
        metrics.record(Self.report(model: "a"))
        metrics.record(Self.report(endpoint: nil, status: 404, model: "b", isDisconnected: true))
        let lines = registry.text.split(separator: "\n")
        for line in [
            #"llm_gateway_requests_total{door="native",endpoint="/llm/generation",provider="local",status="200"} 2"#,
            #"llm_gateway_requests_total{door="openai",endpoint="other",provider="local",status="404"} 1"#,
            #"llm_gateway_tokens_total{provider="local",model="a",type="completion"} 8"#,
            #"llm_gateway_time_to_first_byte_seconds_bucket{endpoint="/llm/generation",provider="local",le="0.005"} 0"#,
            #"llm_gateway_time_to_first_byte_seconds_bucket{endpoint="/llm/generation",provider="local",le="0.01"} 2"#,
            #"llm_gateway_overhead_seconds_count{endpoint="/llm/generation",provider="local"} 2"#,
            // Each of the three times in its own figure.
            #"llm_gateway_time_to_first_byte_seconds_sum{endpoint="/llm/generation",provider="local"} 0.014"#,
            #"llm_gateway_request_duration_seconds_sum{endpoint="/llm/generation",provider="local"} 0.14"#,
            #"llm_gateway_overhead_seconds_sum{endpoint="/llm/generation",provider="local"} 0.00014"#,
            "llm_gateway_disconnects_total 1", "llm_gateway_cancellations_total 1",
        ] {
            #expect(lines.contains { $0 == line }, "\(line)\n\(registry.text)")
        }
    }

    @Test func modelsBeyondAHundredAreOther() {
        let registry = PrometheusRegistry(RequestMetrics.descriptions)
        let metrics = RequestMetrics(factory: registry)
        for index in 0..<250 { metrics.record(Self.report(model: "model-\(index)")) }
        metrics.record(Self.report(model: "model-0"))
        let lines = registry.text.split(separator: "\n").filter { $0.contains("tokens_total{") }
        #expect(lines.count == 2 * (RequestMetrics.modelLimit + 1))
        #expect(lines.contains(#"llm_gateway_tokens_total{provider="other",model="other",type="prompt"} 450"#))
        #expect(lines.contains(#"llm_gateway_tokens_total{provider="local",model="model-0",type="prompt"} 6"#))
    }

    @Test func modelsWithLongNamesAreOther() {
        let registry = PrometheusRegistry(RequestMetrics.descriptions)
        let metrics = RequestMetrics(factory: registry)
        for length in [255, 256, 257, 2_000] {
            metrics.record(Self.report(model: String(repeating: "m", count: length)))
        }
        let names = registry.text.split(separator: "\n").filter { $0.contains("tokens_total{") }
        #expect(names.count == 2 * 3)
        #expect(names.allSatisfy { $0.utf8.count < 400 })
        #expect(registry.text.contains(#"llm_gateway_tokens_total{provider="other",model="other",type="prompt"} 6"#))
    }
}
