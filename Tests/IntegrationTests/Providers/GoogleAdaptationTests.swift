// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Models of Google's that reject a part of a request, and are asked again without it.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct GoogleAdaptationTests {
        /// Asks a model twice for a text, and gives what the provider received.
        private func ask(
            _ keys: String,
            isStream: Bool,
            maxTokens: Int? = nil
        ) async throws -> [ReceivedGoogleChat] {
            let deployment = try Shared.deployment
            let client = try deployment.client()
            let model = TestedProvider.google.model(keys)
            let request = GenerationRequest(
                "google/\(model)",
                prompt: "Be brief.",
                userPrompt: "Hello",
                maxTokens: maxTokens
            )
            for _ in 0..<2 {
                if isStream {
                    #expect(try await client.stream(request).finalChunk?.text == SimulatorText.standard)
                } else {
                    let answer = try await client.send(try request.plain).decode(GenerationAnswer.self)
                    #expect(answer.content == SimulatorText.standard)
                }
            }
            return try await deployment.simulator.requests(model: model).map { try $0.decodeBody() }
        }

        @Test(.timeLimit(.minutes(1)), arguments: [false, true])
        func theTemperature(_ isStream: Bool) async throws {
            let bodies = try await ask("rules=no-temperature", isStream: isStream)
            #expect(bodies.map(\.generationConfig.temperature) == [0.2, nil, nil])
            #expect(bodies.map(\.generationConfig.maxOutputTokens) == [4_096, 4_096, 4_096])
        }

        @Test(.timeLimit(.minutes(1)), arguments: [false, true])
        func theSystemInstruction(_ isStream: Bool) async throws {
            let bodies = try await ask("rules=no-system", isStream: isStream)
            #expect(bodies.map { $0.systemInstruction?.texts } == [["Be brief."], nil, nil])
            #expect(
                bodies.map { $0.contents.map(\.texts) } == [
                    [["Hello"]], [["Be brief.\n\nHello"]], [["Be brief.\n\nHello"]],
                ]
            )
        }

        @Test(.timeLimit(.minutes(1)), arguments: [false, true])
        func aLimitBeyondTheModelsIsLoweredAndLearnt(_ isStream: Bool) async throws {
            let bodies = try await ask("max-output=4000", isStream: isStream)
            #expect(bodies.map(\.generationConfig.maxOutputTokens) == [4_096, 4_000, 4_000])
        }

        @Test(.timeLimit(.minutes(1)), arguments: [false, true])
        func thinking(_ isStream: Bool) async throws {
            let message = "message=Thinking_budget_is_not_supported_for_this_model."
            let bodies = try await ask("status=400,times=1,\(message)", isStream: isStream, maxTokens: 100)
            #expect(bodies.map { $0.generationConfig.thinkingConfig?.thinkingBudget } == [0, nil, nil])
            #expect(bodies.map(\.generationConfig.maxOutputTokens) == [100, 100, 100])
        }

        @Test(.timeLimit(.minutes(1)))
        func theSameChangeIsNotMadeTwice() async throws {
            let deployment = try Shared.deployment
            let model = TestedProvider.google.model("status=400,message=temperature_is_wrong")
            let request = GenerationRequest("google/\(model)")
            for (index, request) in [try request.plain, try request.stream].enumerated() {
                let message = try await deployment.client().send(request).expectErrorOf(.google, status: "400")
                #expect(message.contains("temperature is wrong"))
                #expect(try await deployment.simulator.requests(model: model).count == 2 * (index + 1))
            }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("context=3", "The input token count (4) exceeds the maximum number of tokens allowed (3)."),
                ("status=400,type=FAILED_PRECONDITION,message=User_location_is_not_supported", "User location"),
            ]
        )
        func whatCannotBeLeftOutIsTheCallersError(_ keys: String, _ words: String) async throws {
            let deployment = try Shared.deployment
            let model = TestedProvider.google.model(keys)
            let request = GenerationRequest("google/\(model)")
            for request in [try request.plain, try request.stream] {
                let message = try await deployment.client().send(request).expectErrorOf(.google, status: "400")
                #expect(message.contains(words))
                #expect(!message.contains("key"))
            }
            #expect(try await deployment.simulator.requests(model: model).count == 2)
        }
    }
}
