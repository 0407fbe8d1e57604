// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// What Anthropic receives.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct AnthropicRequestTests {
        /// Asks in both ways, and gives what the provider received.
        private func ask(
            _ model: String,
            prompt: String? = nil,
            userPrompt: String? = "Hello",
            temperature: Double? = nil,
            maxTokens: Int? = nil
        ) async throws -> [ReceivedAnthropicChat] {
            let deployment = try Shared.deployment
            let request = GenerationRequest(
                "anthropic/\(model)",
                prompt: prompt,
                userPrompt: userPrompt,
                temperature: temperature,
                maxTokens: maxTokens
            )
            #expect(try await deployment.client().askBothWays(request).content == SimulatorText.standard)
            let received = try await deployment.simulator.requests(model: model)
            // None was refused and sent again.
            #expect(received.count == 2)
            return try received.map { try $0.decodeBody() }
        }

        @Test(.timeLimit(.minutes(1)))
        func theHeadersAreItsOwn() async throws {
            let deployment = try Shared.deployment
            let key = try #require(deployment.environment["ANTHROPIC_API_KEY"])
            let model = TestedProvider.anthropic.model()
            _ = try await ask(model)
            for request in try await deployment.simulator.requests(model: model) {
                #expect(request.path == "/v1/messages")
                #expect(request.query == nil)
                #expect(request.headers.filter { $0.value.contains(key) }.map(\.key) == ["x-api-key"])
                #expect(request.headers["anthropic-version"] == "2023-06-01")
                #expect(request.headers["content-type"] == "application/json")
                #expect(request.authorization == nil)
                #expect(!request.body.contains(key))
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["", "/", "/v1", "/v1/"])
        func theBaseURLMayHaveTheVersionOrNot(_ path: String) async throws {
            let port = try Shared.deployment.simulator.port
            let configuration = DeploymentConfiguration(
                hasSimulator: false,
                environment: TestedProvider.environment.merging([
                    "ANTHROPIC_BASE_URL": "http://127.0.0.1:\(port)\(path)"
                ]) { $1 }
            )
            try await withGateway(configuration) { deployment in
                let response = try await deployment.client().send(try GenerationRequest("anthropic/demo").plain)
                #expect(response.status == 200, "\(response.text)")
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func theSystemsTextStandsAtTheTop() async throws {
            let bodies = try await ask(TestedProvider.anthropic.model(), prompt: "Be brief.")
            #expect(bodies.map(\.stream) == [false, true])
            for body in bodies {
                #expect(body.system == "Be brief.")
                #expect(body.messages == [.init("user", "Hello")])
                #expect(body.outputConfig == nil)
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: [nil, "", " \n\t"])
        func aSystemsTextThatSaysNothingIsLeftOut(_ prompt: String?) async throws {
            for body in try await ask(TestedProvider.anthropic.model(), prompt: prompt) {
                #expect(body.system == nil)
                #expect(body.messages == [.init("user", "Hello")])
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: [nil, ""])
        func withoutAUsersTextThePromptIsTheUsers(_ userPrompt: String?) async throws {
            let model = TestedProvider.anthropic.model()
            for body in try await ask(model, prompt: "Say hello.", userPrompt: userPrompt) {
                #expect(body.system == nil)
                #expect(body.messages == [.init("user", "Say hello.")])
            }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("claude-3-haiku-20240307", nil, 4_096), ("claude-3-haiku-20240307", 32_768, 4_096),
                ("claude-3-opus-20240229", 8_000, 4_096), ("claude-3-sonnet-20240229", 100, 100),
                ("claude-3-5-haiku-20241022", 32_768, 8_192), ("claude-3-5-sonnet-latest", 8_193, 8_192),
                ("claude-3-7-sonnet-20250219", 32_768, 32_768), ("claude-opus-4-20250514", 32_768, 32_000),
                ("claude-opus-4-1-20250805", 32_768, 32_000), ("claude-sonnet-4-20250514", 32_768, 32_768),
                ("claude-opus-4-5", 32_768, 32_768), ("claude-haiku-4-5", nil, 4_096), ("claude-sonnet-5", 1, 1),
                ("some-model", 32_768, 32_768),
            ] as [(String, Int?, Int)]
        )
        func theLimitIsAlwaysThereAndWithinTheModels(_ family: String, _ wanted: Int?, _ sent: Int) async throws {
            let bodies = try await ask("\(family)-\(ModelName.unique())", maxTokens: wanted)
            #expect(bodies.map(\.maxTokens) == [sent, sent])
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "claude-opus-4-7", "claude-opus-4-8", "claude-opus-5", "claude-sonnet-5", "claude-fable-5",
                "claude-mythos-5",
            ]
        )
        func modelsThatRejectATemperatureGetNone(_ family: String) async throws {
            let bodies = try await ask("\(family)-\(ModelName.unique())", temperature: 0.7)
            #expect(bodies.map(\.temperature) == [nil, nil])
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "claude-3-haiku-20240307", "claude-3-7-sonnet-latest", "claude-opus-4-1", "claude-opus-4-5",
                "claude-sonnet-4-5-20250929", "claude-haiku-4-5", "claude-sonnet-4-6", "some-model",
            ]
        )
        func allOthersGetTheCallersTemperature(_ family: String) async throws {
            for (given, sent) in [(nil, 0.2), (0, 0), (1, 1)] as [(Double?, Double)] {
                let bodies = try await ask("\(family)-\(ModelName.unique())", temperature: given)
                #expect(bodies.map(\.temperature) == [sent, sent])
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: [false, true])
        func aTemperatureThatIsRejectedIsLearntToBe(_ isStream: Bool) async throws {
            let deployment = try Shared.deployment
            let model = TestedProvider.anthropic.model("rules=no-temperature")
            let request = GenerationRequest("anthropic/\(model)", prompt: "Be brief.", userPrompt: "Hello")
            for _ in 0..<2 {
                let client = try deployment.client()
                if isStream {
                    #expect(try await client.stream(request).finalChunk?.text == SimulatorText.standard)
                } else {
                    #expect(try await client.send(try request.plain).status == 200)
                }
            }
            let bodies: [ReceivedAnthropicChat] = try await deployment.simulator.requests(model: model)
                .map { try $0.decodeBody() }
            #expect(bodies.map(\.temperature) == [0.2, nil, nil])
            #expect(bodies.map(\.system) == ["Be brief.", "Be brief.", "Be brief."])
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("context=3", "prompt is too long: 4 tokens > 3 maximum")
            ]
        )
        func whatCannotBeLeftOutIsTheCallersError(_ keys: String, _ words: String) async throws {
            let deployment = try Shared.deployment
            let model = TestedProvider.anthropic.model(keys)
            let request = GenerationRequest("anthropic/\(model)", prompt: "Be brief.", userPrompt: "Hello there")
            for request in [try request.plain, try request.stream] {
                let message = try await deployment.client().send(request).expectErrorOf(.anthropic, status: "400")
                #expect(message.contains(words), "\(message)")
            }
            #expect(try await deployment.simulator.requests(model: model).count == 2)
        }

        /// The limit must be there, and a system's text can stand in the user's message.
        @Test(.timeLimit(.minutes(1)), arguments: ["max-output=100", "rules=no-system"])
        func whatCanBeSaidOtherwiseIsAndIsLearnt(_ keys: String) async throws {
            let deployment = try Shared.deployment
            let model = TestedProvider.anthropic.model(keys)
            let request = GenerationRequest("anthropic/\(model)", prompt: "Be brief.", userPrompt: "Hello there")
            for _ in 0..<2 {
                #expect(try await deployment.client().send(try request.plain).status == 200)
            }
            let bodies: [ReceivedAnthropicChat] = try await deployment.simulator.requests(model: model)
                .map { try $0.decodeBody() }
            let isLimit = keys.hasPrefix("max")
            #expect(bodies.map(\.maxTokens) == (isLimit ? [4_096, 100, 100] : [4_096, 4_096, 4_096]))
            #expect(
                bodies.map(\.system) == (isLimit ? ["Be brief.", "Be brief.", "Be brief."] : ["Be brief.", nil, nil])
            )
        }

        @Test(.timeLimit(.minutes(1)))
        func withoutAKeyItIsNotListedAndSaysWhichVariableToSet() async throws {
            try await withGateway { deployment in
                let client = try deployment.client()
                #expect(
                    try await client.send(.get("/llm/providers")).text
                        == #"{"status":"success","providers":["openai","groq","google","local"]}"#
                )
                #expect(try await !client.send(.get("/")).text.contains("ANTHROPIC"))
                let request = GenerationRequest("anthropic/\(TestedProvider.anthropic.model())")
                for request in [try request.plain, try request.stream] {
                    try await client.send(request).expectError(400, "anthropic", "ANTHROPIC_API_KEY")
                }
                #expect(try await deployment.simulator.statistics().requests == 0)
            }
        }
    }
}
