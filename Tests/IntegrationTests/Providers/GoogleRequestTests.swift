// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// What Gemini receives.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct GoogleRequestTests {
        private func received(_ model: String) async throws -> [ReceivedGoogleChat] {
            try await Shared.deployment.simulator.requests(model: model).map { try $0.decodeBody() }
        }

        /// Asks in both ways, and gives what the provider received.
        private func ask(
            _ model: String,
            prompt: String? = nil,
            userPrompt: String? = "Hello",
            temperature: Double? = nil,
            maxTokens: Int? = nil
        ) async throws -> [ReceivedGoogleChat] {
            let request = GenerationRequest(
                "google/\(model)",
                prompt: prompt,
                userPrompt: userPrompt,
                temperature: temperature,
                maxTokens: maxTokens
            )
            #expect(try await Shared.deployment.client().askBothWays(request).content == SimulatorText.standard)
            let received = try await received(model)
            #expect(received.count == 2)
            return received
        }

        @Test(.timeLimit(.minutes(1)))
        func theSystemsTextStandsApart() async throws {
            for body in try await ask(TestedProvider.google.model(), prompt: "Be brief.") {
                #expect(body.systemInstruction?.texts == ["Be brief."])
                #expect(body.contents.map(\.role) == ["user"])
                #expect(body.contents.map(\.texts) == [["Hello"]])
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: [nil, ""])
        func withoutASystemsTextThereIsNoInstruction(_ prompt: String?) async throws {
            for body in try await ask(TestedProvider.google.model(), prompt: prompt) {
                #expect(body.systemInstruction == nil)
                #expect(body.contents.map(\.texts) == [["Hello"]])
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: [nil, ""], ["gemini-2.5-flash", "gemma-3-27b-it"])
        func withoutAUsersTextThePromptIsTheUsers(_ userPrompt: String?, _ family: String) async throws {
            let model = "\(family)-\(ModelName.unique())"
            for body in try await ask(model, prompt: "Say hello.", userPrompt: userPrompt) {
                #expect(body.systemInstruction == nil)
                #expect(body.contents.map(\.role) == ["user"])
                #expect(body.contents.map(\.texts) == [["Say hello."]])
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["gemma-3-27b-it", "gemma-3n-e4b-it"], ["", "models/"])
        func gemmaGetsTheSystemsTextWithTheUsers(_ family: String, _ prefix: String) async throws {
            let model = "\(family)-\(ModelName.unique())"
            let request = GenerationRequest("google/\(prefix)\(model)", prompt: "Be brief.", userPrompt: "Hello")
            _ = try await Shared.deployment.client().askBothWays(request)
            let bodies = try await received(model)
            // None was refused and sent again.
            #expect(bodies.count == 2)
            for body in bodies {
                #expect(body.systemInstruction == nil)
                #expect(body.contents.map(\.role) == ["user"])
                #expect(body.contents.map(\.texts) == [["Be brief.\n\nHello"]])
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func theConfigurationIsTheCallers() async throws {
            for body in try await ask(TestedProvider.google.model()) {
                #expect(body.generationConfig.temperature == 0.2)
                #expect(body.generationConfig.maxOutputTokens == 4_096)
            }
            for body in try await ask(TestedProvider.google.model(), temperature: 0, maxTokens: 32_768) {
                #expect(body.generationConfig.temperature == 0)
                #expect(body.generationConfig.maxOutputTokens == 32_768)
                #expect(body.generationConfig.responseMimeType == nil)
                #expect(body.generationConfig.responseSchema == nil)
            }
        }

        /// The least that models can be told to think.
        static let thinking: [(family: String, least: ReceivedGoogleChat.Thinking?)] = [
            ("gemini-2.5-flash", .init(thinkingBudget: 0)), ("gemini-2.5-flash-lite", .init(thinkingBudget: 0)),
            ("gemini-2.5-pro", .init(thinkingBudget: 128)), ("gemini-3-pro-preview", .init(thinkingLevel: "LOW")),
            ("gemini-3.1-pro", .init(thinkingLevel: "LOW")), ("gemini-3-flash", .init(thinkingLevel: "MINIMAL")),
            ("gemini-3.5-flash-lite", .init(thinkingLevel: "MINIMAL")), ("gemini-2.0-flash", nil),
            ("gemini-1.5-pro", nil), ("gemma-3-27b-it", nil), ("learnlm", nil),
        ]

        @Test(.timeLimit(.minutes(1)), arguments: thinking)
        func shortAnswersNeedLittleThought(_ model: (family: String, least: ReceivedGoogleChat.Thinking?)) async throws
        {
            for body in try await ask("\(model.family)-\(ModelName.unique())", maxTokens: 1_023) {
                #expect(body.generationConfig.thinkingConfig == model.least)
            }
            for body in try await ask("\(model.family)-\(ModelName.unique())", maxTokens: 1_024) {
                #expect(body.generationConfig.thinkingConfig == nil)
            }
            let name = "\(model.family)-\(ModelName.unique(SimulatorKeys.answer("c2")))"
            let classes = [TaskRequest.Class("a", "A thing"), .init("b", "Another thing")]
            let request = TaskRequest("google/\(name)", "x", classes: classes)
            let response = try await Shared.deployment.client().send(try request.classification)
            #expect(try response.decode(ClassificationAnswer.self).content == classes[1])
            #expect(try await received(name).map(\.generationConfig.thinkingConfig) == [model.least])
        }

        @Test(.timeLimit(.minutes(1)))
        func aSummaryIsThoughtOver() async throws {
            let model = TestedProvider.google.model(SimulatorKeys.answer("Short."))
            let request = TaskRequest("google/\(model)", "A long story.")
            #expect(try await Shared.deployment.client().send(try request.summarization).status == 200)
            let body = try #require(try await received(model).first)
            #expect(body.generationConfig.thinkingConfig == nil)
            #expect(body.systemInstruction?.parts.count == 1)
            #expect(body.contents.map(\.texts) == [["A long story."]])
        }
    }
}
