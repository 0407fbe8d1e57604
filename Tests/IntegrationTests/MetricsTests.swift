// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// `GET /metrics`.
    @Suite struct MetricsTests {
        @Test(.timeLimit(.minutes(1)))
        func requestsAreCounted() async throws {
            let environment = ["GATEWAY_METRICS": "on", "SECRET_TOKEN": CallerKey.value]
            try await withGateway(DeploymentConfiguration(environment: environment)) { deployment in
                let client = try deployment.client()
                let key = (name: "X-API-Key", value: CallerKey.value)
                func send(_ model: String) async throws -> TestResponse {
                    var request = try GenerationRequest("local/\(model)").plain
                    request.headers.append(key)
                    return try await client.send(request)
                }
                func metrics() async throws -> TestResponse {
                    try await client.send(.get("/metrics", headers: [key]))
                }
                try await client.send(.get("/metrics")).expectError(401)
                #expect(try await send("demo").status == 200)
                let model = ModelName.unique("chunks=100,interval=100")
                var stream = try GenerationRequest("local/\(model)").stream
                stream.headers.append(key)
                try await client.open(stream) { connection in
                    _ = try await connection.nextEvent()
                    #expect(try await metrics().text.contains("llm_gateway_requests_in_flight 2\n"))
                    _ = await connection.close()
                }
                try await Waiting.until("the cancellation is counted") {
                    try await metrics().text.contains("llm_gateway_cancellations_total 1\n")
                }
                #expect(try await send("demo,status=500").status == 500)
                let response = try await metrics()
                #expect(response.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
                let lines = response.text.split(separator: "\n").map(String.init)
                for line in [
                    "# TYPE llm_gateway_requests_total counter",
                    #"llm_gateway_requests_total{door="native",endpoint="/llm/generation",provider="local",status="200"} 1"#,
                    #"llm_gateway_requests_total{door="native",endpoint="/llm/generation",provider="local",status="500"} 1"#,
                    #"llm_gateway_requests_total{door="native",endpoint="/llm/generation/stream",provider="local",status="200"} 1"#,
                    #"llm_gateway_tokens_total{provider="local",model="demo",type="completion"} 8"#,
                    #"llm_gateway_overhead_seconds_count{endpoint="/llm/generation",provider="local"} 2"#,
                    "llm_gateway_disconnects_total 1", "llm_gateway_requests_in_flight 1",
                    "llm_gateway_failed_streams_total 0",
                    // That of the client that left was closed, that of the last request waits.
                    "llm_gateway_upstream_connections 1",
                ] {
                    let isThere = lines.contains(line)
                    #expect(isThere, "\(line)\n\(response.text)")
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func withoutTheVariableThereAreNone() async throws {
            try await withGateway { deployment in
                let response = try await deployment.client().send(.get("/metrics"))
                try response.expectError(404)
            }
        }
    }
}
