// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Answers in one piece, and what the provider is asked for them.
    @Suite(.deployment(environment: ["LOCAL_API_KEY": "integration-l0cal-key"]))
    struct GenerationTests {
        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func theBodyIsTheReferences(_ mode: ConnectionMode) async throws {
            let request = GenerationRequest(
                "local/demo",
                prompt: "You are brief.",
                userPrompt: "Count five words, please!"
            )
            let response = try await Shared.deployment.client(mode).send(try request.plain)
            #expect(response.status == 200)
            #expect(response.header("Content-Type") == "application/json; charset=utf-8")
            #expect(response.header("X-Finish-Reason") == "stop")
            #expect(
                response.text == """
                    {"status":"success","content":"The quick brown fox jumps over the lazy ",\
                    "usage":{"prompt_tokens":7,"completion_tokens":8,"total_tokens":15}}
                    """
            )
        }

        @Test(.timeLimit(.minutes(1)))
        func withoutCountsTheUsageIsNull() async throws {
            let request = GenerationRequest("local/demo,usage=off")
            let response = try await Shared.deployment.client().send(try request.plain)
            #expect(response.status == 200)
            #expect(response.text == #"{"status":"success","content":"\#(SimulatorText.standard)","usage":null}"#)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["length", "content_filter"])
        func anAnswerThatWasCutOffIsASuccess(_ reason: String) async throws {
            let response = try await Shared.deployment.client()
                .send(try GenerationRequest("local/demo,finish=\(reason)").plain)
            #expect(response.status == 200)
            #expect(response.header("X-Finish-Reason") == reason)
            #expect(try response.decode(GenerationAnswer.self).content == SimulatorText.standard)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["", ",escape=on", ",split=5", ",array=on"])
        func textArrivesUnharmed(_ keys: String) async throws {
            let response = try await Shared.deployment.client()
                .send(try GenerationRequest("local/demo,text=emoji,chunks=20\(keys)").plain)
            let answer = try response.decode(GenerationAnswer.self)
            #expect(Array(answer.content.utf8) == Array(SimulatorText.emoji.joined().utf8))
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["encoding=chunked", "encoding=close", "encoding=length", "delay=300"]
        )
        func everyTransferIsRead(_ keys: String) async throws {
            let response = try await Shared.deployment.client().send(try GenerationRequest("local/demo,\(keys)").plain)
            #expect(try response.decode(GenerationAnswer.self).content == SimulatorText.standard)
        }

        @Test(.timeLimit(.minutes(1)))
        func aLargeAnswerIsWhole() async throws {
            let request = GenerationRequest("local/demo,chunks=8,size=1048576")
            let response = try await Shared.deployment.client().send(try request.plain)
            let answer = try response.decode(GenerationAnswer.self)
            #expect(Array(answer.content.utf8) == SimulatorText.bytes(8 << 20))
        }

        @Test(.timeLimit(.minutes(1)), arguments: [false, true])
        func theProviderIsAskedWithTheDefaults(_ isStream: Bool) async throws {
            let deployment = try Shared.deployment
            let model = ModelName.unique()
            let request = GenerationRequest("local/\(model)", userPrompt: "Hello \u{1F600} \"you\"")
            let response = try await deployment.client().send(isStream ? try request.stream : try request.plain)
            #expect(response.status == 200)
            let received = try await deployment.simulator.request(model: model)
            let chat = try received.decodeBody(ReceivedChat.self)
            #expect(chat.model == model)
            #expect(chat.messages == [.init("user", "Hello \u{1F600} \"you\"")])
            #expect(chat.temperature == 0.2)
            #expect(chat.maxTokens == 4_096)
            #expect(chat.maxCompletionTokens == nil)
            #expect(chat.stream == true)
            #expect(chat.streamOptions?.includeUsage == true)
            #expect(received.authorization == "Bearer integration-l0cal-key")
            #expect(received.headers["content-type"] == "application/json")
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["openai", "groq"])
        func theKeyOfTheProviderIsSent(_ provider: String) async throws {
            let deployment = try Shared.deployment
            let model = ModelName.unique()
            let request = GenerationRequest(
                "\(provider)/\(model)",
                prompt: "Be brief.",
                userPrompt: "Hello",
                temperature: 0.7,
                maxTokens: 150
            )
            #expect(try await deployment.client().send(try request.plain).status == 200)
            let received = try await deployment.simulator.request(model: model)
            let chat = try received.decodeBody(ReceivedChat.self)
            #expect(chat.messages == [.init("system", "Be brief."), .init("user", "Hello")])
            #expect(chat.temperature == 0.7)
            #expect(chat.maxTokens == nil)
            #expect(chat.maxCompletionTokens == 150)
            let key = deployment.environment["\(provider.uppercased())_API_KEY"] ?? "none"
            #expect(received.authorization == "Bearer \(key)")
        }

        @Test(.timeLimit(.minutes(1)))
        func aSystemPromptAloneIsEnough() async throws {
            let deployment = try Shared.deployment
            let model = ModelName.unique()
            let request = GenerationRequest("local/\(model)", prompt: "Tell me a story.", userPrompt: nil)
            #expect(try await deployment.client().send(try request.plain).status == 200)
            let chat = try await deployment.simulator.request(model: model).decodeBody(ReceivedChat.self)
            // Providers want a user's message.
            #expect(chat.messages == [.init("user", "Tell me a story.")])
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["org/name:8b", "a b", "\u{1F600}"])
        func modelNamesPassAsTheyAre(_ suffix: String) async throws {
            let deployment = try Shared.deployment
            let model = ModelName.unique() + suffix
            let response = try await deployment.client().send(try GenerationRequest("local/\(model)").plain)
            #expect(response.status == 200, "\(response.text)")
            #expect(try await deployment.simulator.request(model: model).model == model)
        }

        @Test(.timeLimit(.minutes(1)))
        func promptsPassByteByByte() async throws {
            let deployment = try Shared.deployment
            let text = SimulatorText.emoji.joined() + "\u{0}\u{1F}\u{7F}\u{85}\u{FEFF}\u{10FFFF}"
            let request = GenerationRequest("local/\(ModelName.unique("text=echo"))", userPrompt: text)
            let response = try await deployment.client().send(try request.plain)
            let answer = try response.decode(GenerationAnswer.self)
            #expect(Array(answer.content.utf8) == Array(text.utf8))
        }
    }
}
