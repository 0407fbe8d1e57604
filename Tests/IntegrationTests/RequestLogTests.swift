// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Testing

extension IntegrationTests {
    /// The line that each request leaves in the gateway's log.
    @Suite struct RequestLogTests {
        private struct Line: Decodable {
            var request_id: String
            var client: String
            var method: String
            var path: String
            var status: Int
            var provider: String?
            var model: String?
            var prompt_tokens: Int?
            var completion_tokens: Int?
            var first_byte_ms: Double?
            var total_ms: Double
            var own_ms: Double
            var cancelled: Bool
            var failed: Bool
            var provider_status: String?
        }

        private static let json = ["GATEWAY_LOG_FORMAT": "json"]

        /// Waits for the line of the request for a model, or for a path.
        private static func line(_ deployment: Deployment, containing text: String) async throws -> Line {
            let line = try await Waiting.value("the line of \(text)") {
                deployment.gateway.standardError.lines.first { $0.contains("\"request\"") && $0.contains(text) }
            }
            return try JSONDecoder().decode(Line.self, from: Data(line.utf8))
        }

        @Test(.timeLimit(.minutes(1)))
        func aPlainRequestLeavesALine() async throws {
            try await withGateway(DeploymentConfiguration(environment: Self.json)) { deployment in
                let model = ModelName.unique("delay=200")
                let response = try await deployment.client().send(try GenerationRequest("local/\(model)").plain)
                let line = try await Self.line(deployment, containing: model)
                #expect(line.request_id == response.header("X-Request-ID"))
                #expect(line.client == "127.0.0.1")
                #expect(line.method == "POST")
                #expect(line.path == "/llm/generation")
                #expect(line.status == 200)
                #expect(line.provider == "local")
                #expect(line.model == model)
                #expect(line.completion_tokens == 8)
                #expect(line.provider_status == "200")
                #expect(!line.cancelled)
                #expect(!line.failed)
                #expect(line.total_ms >= 200)
                #expect(line.own_ms < line.total_ms - 150)
                #expect(try #require(line.first_byte_ms) <= line.total_ms)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aStreamLeavesALineWhenItEnds() async throws {
            try await withGateway(DeploymentConfiguration(environment: Self.json)) { deployment in
                let model = ModelName.unique("chunks=4,interval=300")
                _ = try await deployment.client().stream(GenerationRequest("local/\(model)"))
                let line = try await Self.line(deployment, containing: model)
                #expect(line.path == "/llm/generation/stream")
                #expect(line.status == 200)
                #expect(line.completion_tokens == 4)
                #expect(try #require(line.first_byte_ms) + 200 < line.total_ms)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aClientThatLeavesIsCalledCancelled() async throws {
            try await withGateway(DeploymentConfiguration(environment: Self.json)) { deployment in
                let plain = ModelName.unique("delay=30000")
                try await deployment.client().open(try GenerationRequest("local/\(plain)").plain) { connection in
                    _ = try await deployment.simulator.request(model: plain)
                    _ = await connection.close()
                }
                let first = try await Self.line(deployment, containing: plain)
                #expect(first.cancelled)
                #expect(first.status == 499)
                #expect(first.first_byte_ms == nil)

                let stream = ModelName.unique("chunks=100,interval=100")
                try await deployment.client().open(try GenerationRequest("local/\(stream)").stream) { connection in
                    _ = try await connection.nextEvent()
                    _ = await connection.close()
                }
                let second = try await Self.line(deployment, containing: stream)
                #expect(second.cancelled)
                #expect(second.status == 200)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func failuresSayWhatTheProviderSaid() async throws {
            try await withGateway(DeploymentConfiguration(environment: Self.json)) { deployment in
                let client = try deployment.client()
                for (keys, status, provider) in [("status=429", 500, "429"), ("fault=cut@2", 500, "truncated")] {
                    let model = ModelName.unique(keys)
                    _ = try await client.send(try GenerationRequest("local/\(model)").plain)
                    let line = try await Self.line(deployment, containing: model)
                    #expect(line.status == status)
                    #expect(line.provider_status == provider, "\(keys)")
                }
                _ = try await client.send(.get("/no/such/path?key=s3cret"))
                let line = try await Self.line(deployment, containing: "/no/such/path")
                #expect(line.status == 404)
                #expect(line.path == "/no/such/path")
                #expect(line.provider_status == nil)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aStreamThatEndsWithAnErrorHasFailed() async throws {
            try await withGateway(DeploymentConfiguration(environment: Self.json)) { deployment in
                let model = ModelName.unique("chunks=5,fault=error-event@2")
                let result = try await deployment.client().stream(GenerationRequest("local/\(model)"))
                #expect(result.error != nil)
                let line = try await Self.line(deployment, containing: model)
                #expect(line.status == 200)
                #expect(line.failed)
                #expect(!line.cancelled)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func tokensOfAClassificationThatFailsAreThere() async throws {
            try await withGateway(DeploymentConfiguration(environment: Self.json)) { deployment in
                let model = ModelName.unique("answer=nothing_of_the_kind")
                let classes = [TaskRequest.Class("apple", "A fruit"), .init("oak", "A tree")]
                let request = TaskRequest("local/\(model)", "It has roots.", classes: classes)
                let response = try await deployment.client().send(try request.classification)
                #expect(response.status == 500, "\(response.text)")
                let line = try await Self.line(deployment, containing: model)
                #expect(line.failed)
                // Of both calls: the simulator counts a token for each of its eight deltas.
                let received = try await deployment.simulator.requests(model: model)
                #expect(received.count == 2)
                #expect(line.completion_tokens == 16)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func theCallersAddressComesFromATrustedProxyAlone() async throws {
            for (trusted, caller) in [("", "127.0.0.1"), ("127.0.0.0/8", "198.51.100.7")] {
                let environment = Self.json.merging(["GATEWAY_TRUSTED_PROXIES": trusted]) { $1 }
                try await withGateway(DeploymentConfiguration(environment: environment)) { deployment in
                    let header = (name: "X-Forwarded-For", value: "203.0.113.1, 198.51.100.7")
                    _ = try await deployment.client().send(.get("/llm/providers", headers: [header]))
                    #expect(try await Self.line(deployment, containing: "/llm/providers").client == caller)
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func noPromptAnswerOrKeyIsInTheLog() async throws {
            let environment = ["GATEWAY_LOG_LEVEL": "trace", "SECRET_TOKEN": CallerKey.value]
            try await withGateway(DeploymentConfiguration(environment: environment)) { deployment in
                let request = GenerationRequest("local/demo", prompt: "pr0mpt-text", userPrompt: "us3r-text")
                var plain = try request.plain
                plain.headers.append((name: "X-API-Key", value: CallerKey.value))
                #expect(try await deployment.client().send(plain).status == 200)
                let log = deployment.gateway.standardError
                try await Waiting.until("the line") { log.text.contains(" path=/llm/generation ") }
                for text in ["pr0mpt", "us3r", "quick brown", CallerKey.value] { #expect(!log.text.contains(text)) }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aHigherLevelHasNoLines() async throws {
            try await withGateway(DeploymentConfiguration(environment: ["GATEWAY_LOG_LEVEL": "notice"])) { deployment in
                #expect(try await deployment.client().send(.get("/llm/providers")).status == 200)
                try deployment.gateway.send(.terminate)
                _ = try await deployment.gateway.waitForExit()
                #expect(!deployment.gateway.standardError.text.contains("/llm/providers"))
            }
        }
    }
}
