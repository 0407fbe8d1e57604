// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Answers to requests whose bodies are on their way, through an nginx that passes them on as they come.
    @Suite struct EarlyAnswerTests {
        private static let configuration: DeploymentConfiguration = {
            var configuration = DeploymentConfiguration(
                environment: ["SECRET_TOKEN": CallerKey.value, "GATEWAY_MAX_BODY": "150000"]
            )
            configuration.nginxDirectives = ["fastcgi_request_buffering off;"]
            return configuration
        }()

        /// Sends a body so slowly that it would take a hundred seconds.
        private static func send(_ deployment: Deployment, _ arguments: [String]) async throws -> CurlResponse {
            let curl = try Command.upload(200_000, rate: "2k", in: deployment.directory, arguments)
            return try CurlResponse(of: try await curl.runToEnd(within: .seconds(70)))
        }

        @Test(.timeLimit(.minutes(2)))
        func nobodyWaitsForABodyWithoutItsKey() async throws {
            try await withGateway(Self.configuration) { deployment in
                let url = "http://127.0.0.1:\(try deployment.client().port)/llm/generation"
                let length = try await Self.send(deployment, [url])
                #expect(length.status == 401)
                #expect(try ErrorBody.message(of: length.text).contains("API key"))
                #expect(length.header("X-Request-ID")?.count == 32)
                let chunked = try await Self.send(deployment, ["--header", "Transfer-Encoding: chunked", url])
                #expect(chunked.status == 401)
                try await Waiting.until("both are in the log") {
                    deployment.gateway.standardError.text.matches(of: /path=\/llm\/generation status=401/).count == 2
                }
            }
        }

        @Test(.timeLimit(.minutes(2)))
        func nobodyWaitsForABodyThatIsAnnouncedAsTooLarge() async throws {
            try await withGateway(Self.configuration) { deployment in
                let url = "http://127.0.0.1:\(try deployment.client().port)/llm/generation"
                let key = ["--header", "X-API-Key: \(CallerKey.value)"]
                #expect(try await Self.send(deployment, key + [url]).status == 413)
            }
        }

        /// What is slow with the key gets no thread either.
        @Test(.timeLimit(.minutes(2)))
        func slowBodiesTakeNoThreads() async throws {
            try await withGateway(Self.configuration) { deployment in
                let client = try deployment.client()
                let key = (name: "X-API-Key", value: CallerKey.value)
                #expect(try await client.send(.get("/", headers: [key])).status == 200)
                let (threads, files) = (try deployment.gateway.figures.threads, try deployment.descriptors)
                var slow = TestRequest("POST", "/llm/generation", headers: [key, ("Content-Length", "100000")])
                slow.body = [UInt8](repeating: 0x20, count: 40_000)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let (ends, end) = AsyncStream.makeStream(of: Void.self)
                    for _ in 0..<100 {
                        group.addTask { [slow] in try await client.open(slow) { _ in for await _ in ends {} } }
                    }
                    try await Waiting.until("all are there") { try deployment.descriptors >= files + 100 }
                    #expect(try deployment.gateway.figures.threads <= threads + 2)
                    var request = try GenerationRequest(
                        "local/demo",
                        userPrompt: String(repeating: "a", count: 100_000)
                    )
                    .plain
                    request.headers.append(key)
                    #expect(try await client.send(request).status == 200)
                    end.finish()
                    try await group.waitForAll()
                }
            }
        }
    }
}
