// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Every provider with every task.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct ProviderTaskTests {
        @Test(.timeLimit(.minutes(1)))
        func allAreListedInTheirOrder() async throws {
            let client = try Shared.deployment.client()
            #expect(
                try await client.send(.get("/llm/providers")).text
                    == #"{"status":"success","providers":["openai","groq","google","local","anthropic","mistral"]}"#
            )
            #expect(
                try await client.send(.get("/")).text.hasSuffix(
                    #""providers":["OPENAI","GROQ","GOOGLE","LOCAL","ANTHROPIC","MISTRAL"]}"#
                )
            )
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases)
        func generation(_ provider: TestedProvider) async throws {
            let deployment = try Shared.deployment
            let model = provider.model()
            let request = GenerationRequest("\(provider.rawValue)/\(model)", userPrompt: "Count three words")
            let response = try await deployment.client().send(try request.plain)
            #expect(response.status == 200, "\(response.text)")
            #expect(response.header("X-Finish-Reason") == "stop")
            let answer = try response.decode(GenerationAnswer.self)
            #expect(answer.content == SimulatorText.standard)
            #expect(answer.usage == TokenUsage(prompt: 3, completion: 8))
            try await checkKey(of: provider, model)
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases, ["", ",split=7", ",reasoning=3"])
        func stream(_ provider: TestedProvider, _ keys: String) async throws {
            let deployment = try Shared.deployment
            let model = provider.model("chunks=20" + keys)
            let request = GenerationRequest("\(provider.rawValue)/\(model)", userPrompt: "Count three words")
            let result = try await deployment.client().stream(request)
            #expect(result.chunks.count == 20)
            #expect(result.finalChunk?.text == SimulatorText.words(20))
            let thoughts = keys == ",reasoning=3" ? 3 : 0
            #expect(result.finalChunk?.usage == TokenUsage(prompt: 3, completion: 20 + thoughts))
            try await checkKey(of: provider, model)
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases, ["", ",escape=on", ",split=3"])
        func everyCharacterOfAStreamArrives(_ provider: TestedProvider, _ keys: String) async throws {
            let model = provider.model("text=emoji,chunks=20" + keys)
            let result = try await Shared.deployment.client()
                .stream(GenerationRequest("\(provider.rawValue)/\(model)"))
            #expect(Array((result.finalChunk?.text ?? "").utf8) == Array(SimulatorText.emoji.joined().utf8))
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases)
        func summarization(_ provider: TestedProvider) async throws {
            let deployment = try Shared.deployment
            let answer = SimulatorKeys.answer("Here is a concise summary of the text:\n\n\"The ship sank.\"")
            let model = provider.model(answer)
            let request = TaskRequest("\(provider.rawValue)/\(model)", prompt: "In one line.", "A long story.")
            let response = try await deployment.client().send(try request.summarization)
            #expect(response.status == 200, "\(response.text)")
            #expect(response.text.hasPrefix(#"{"status":"success","content":{"summary":"The ship sank."},"usage":{"#))
            #expect(response.header("X-Finish-Reason") == "stop")
            #expect(try response.decode(SummarizationAnswer.self).usage != nil)
            let received = try await deployment.simulator.request(model: model)
            #expect(received.body.contains("In one line."))
            #expect(received.body.contains("A long story."))
        }

        /// A generation is text for a reader; the tasks look for something short, wherever the model has put it.
        @Test(.timeLimit(.minutes(1)), arguments: [TestedProvider.local, .google, .anthropic])
        func whatAModelOnlyThinksIsAnAnswerOfTheTasksAlone(_ provider: TestedProvider) async throws {
            let client = try Shared.deployment.client()
            let model = "\(provider.rawValue)/\(provider.model("chunks=0,reasoning=3"))"
            for request in [try GenerationRequest(model).plain, try GenerationRequest(model).stream] {
                let message = try await client.send(request).expectErrorOf(provider, status: "200")
                #expect(message.contains("nothing but its reasoning"), "\(message)")
            }
            let summary = try await client.send(try TaskRequest(model, "A long story.").summarization)
            #expect(
                try summary.decode(SummarizationAnswer.self).content.summary == "reasoning-0 reasoning-1 reasoning-2"
            )
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases, ["stop", "length"])
        func theFinishReasonIsTold(_ provider: TestedProvider, _ reason: String) async throws {
            let model = provider.model("finish=\(reason)")
            let request = GenerationRequest("\(provider.rawValue)/\(model)")
            let response = try await Shared.deployment.client().send(try request.plain)
            #expect(response.header("X-Finish-Reason") == reason)
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases)
        func aClientThatLeavesEndsTheCall(_ provider: TestedProvider) async throws {
            let deployment = try Shared.deployment
            let model = provider.model("chunks=1000,interval=50")
            let request = GenerationRequest("\(provider.rawValue)/\(model)")
            try await deployment.client().open(try request.stream) { connection in
                _ = try await connection.head()
            }
            let ended = try await deployment.simulator.endedRequest(model: model)
            #expect(ended.outcome == "client-closed")
            #expect(ended.chunksSent < 1_000)
        }

        /// Checks that a provider's own key came with a request, in its own field.
        private func checkKey(of provider: TestedProvider, _ model: String) async throws {
            let deployment = try Shared.deployment
            let key = deployment.environment[provider.keyVariable] ?? "none"
            let received = try await deployment.simulator.request(model: model)
            let header = provider.keyHeader
            #expect(received.headers[header.name] == header.prefix + key)
        }
    }
}
