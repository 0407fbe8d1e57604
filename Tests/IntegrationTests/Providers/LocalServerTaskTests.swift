// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Every task with every local server, in the forms that each has of its own.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct LocalServerTaskTests {
        @Test(.timeLimit(.minutes(1)), arguments: LocalServer.allCases)
        func generation(_ server: LocalServer) async throws {
            let model = server.model()
            let response = try await model.ask(.generation)
            #expect(response.header("X-Finish-Reason") == "stop")
            let answer = try response.decode(GenerationAnswer.self)
            #expect(answer.content == SimulatorText.standard)
            #expect(answer.usage == (server.countsInStreams ? AskedModel.usualUsage : nil))
            let chat = try #require(try await model.received().first)
            #expect(chat.messages == [.init("system", "Be brief."), .init("user", "Count three words")])
            #expect(chat.temperature == 0.2)
            // Ollama ignores the newer name.
            #expect(chat.maxTokens == 4_096)
            #expect(chat.maxCompletionTokens == nil)
            // As a stream it shows that it is alive, and notices a caller who has left.
            #expect(chat.stream == true)
            #expect(chat.streamOptions?.includeUsage == true)
            #expect(chat.responseFormat == nil)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: LocalServer.allCases,
            ["", "done=off", "done=off,encoding=close,blank-end=off", "usage=finish", "usage=every"]
        )
        func stream(_ server: LocalServer, _ keys: String) async throws {
            let model = server.model(keys)
            let result = try await model.stream()
            #expect(result.chunks.count == 8)
            #expect(result.finalChunk?.text == SimulatorText.standard)
            // It counts nothing in streams, whether it is asked to or not.
            let isSilent = server == .llamaCppPython && !keys.contains("usage")
            #expect(result.finalChunk?.usage == (isSilent ? nil : AskedModel.usualUsage))
            let chat = try #require(try await model.received().first)
            #expect(chat.maxTokens == 4_096)
            #expect(chat.streamOptions?.includeUsage == true)
        }

        @Test(.timeLimit(.minutes(1)), arguments: LocalServer.allCases)
        func withoutCountsTheUsageIsNull(_ server: LocalServer) async throws {
            let model = server.model("usage=off,\(SimulatorKeys.answer("c1"))")
            for way in AskedModel.Way.allCases {
                let response = try await model.ask(way)
                #expect(response.status == 200, "\(response.text)")
                let end = way == .stream ? "\"usage\":null}\n\n" : "\"usage\":null}"
                #expect(response.text.hasSuffix(end), "\(response.text)")
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: LocalServer.allCases.filter { $0 != .llamaCppPython })
        func theServersGrammarHoldsTheModelToTheClasses(_ server: LocalServer) async throws {
            let model = server.model("choose=2")
            let answer = try await model.ask(.classification).decode(ClassificationAnswer.self)
            #expect(answer.content == AskedModel.classes[1])
            #expect((answer.usage != nil) == server.countsInStreams)
            let requests = try await model.received()
            #expect(requests.count == 1)
            let chat = try #require(requests.first)
            #expect(chat.maxTokens == 4_096)
            let named = try #require(chat.responseFormat?.jsonSchema)
            #expect(named.schema.properties.mapValues(\.values) == ["class_id": ["c1", "c2", "c3"]])
        }

        @Test(.timeLimit(.minutes(1)))
        func llamaCppPythonIsAskedForAnyObject() async throws {
            let model = LocalServer.llamaCppPython.model(SimulatorKeys.answer(#"{"class_id":"c2"}"#))
            for _ in 0..<2 {
                let answer = try await model.ask(.classification).decode(ClassificationAnswer.self)
                #expect(answer.content == AskedModel.classes[1])
            }
            let types = try await model.received().map(\.responseFormat?.type)
            #expect(types == ["json_schema", "json_object", "json_object"])
        }

        @Test(.timeLimit(.minutes(1)), arguments: LocalServer.allCases)
        func summarization(_ server: LocalServer) async throws {
            let model = server.model(SimulatorKeys.answer("Here is a summary:\n\nA ship sank."))
            let response = try await model.ask(.summarization)
            let answer = try response.decode(SummarizationAnswer.self)
            #expect(answer.content.summary == "A ship sank.")
            #expect((answer.usage != nil) == server.countsInStreams)
            #expect(try await model.received().map(\.maxTokens) == [4_096])
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: LocalServer.allCases,
            ["reasoning", "reasoning_content", "both"]
        )
        func fieldsOfReasoningAreNoText(_ server: LocalServer, _ place: String) async throws {
            let keys = "reasoning=4,reasoning-in=\(place)"
            let plain = try await server.model(keys).ask(.generation).decode(GenerationAnswer.self)
            #expect(plain.content == SimulatorText.standard)
            #expect(plain.usage == (server.countsInStreams ? TokenUsage(prompt: 5, completion: 12) : nil))
            let result = try await server.model(keys).stream()
            #expect(result.chunks.count == 8)
            #expect(result.finalChunk?.text == SimulatorText.standard)
            let summary = try await server.model(keys).ask(.summarization).decode(SummarizationAnswer.self)
            #expect(!summary.content.summary.contains("reasoning"))
            let model = server.model("\(keys),\(SimulatorKeys.answer("c3"))")
            let answer = try await model.ask(.classification).decode(ClassificationAnswer.self)
            #expect(answer.content == AskedModel.classes[2])
        }

        @Test(.timeLimit(.minutes(1)), arguments: LocalServer.allCases)
        func tagsOfReasoningAreTextInAGenerationAlone(_ server: LocalServer) async throws {
            let keys = "reasoning=2,reasoning-in=think"
            let text = "<think>reasoning-0 reasoning-1 </think>" + SimulatorText.standard
            let plain = try await server.model(keys).ask(.generation).decode(GenerationAnswer.self)
            #expect(plain.content == text)
            #expect(try await server.model(keys).stream().finalChunk?.text == text)
            let summary = try await server.model(keys).ask(.summarization).decode(SummarizationAnswer.self)
            #expect(summary.content.summary + " " == SimulatorText.standard)
            let model = server.model("\(keys),\(SimulatorKeys.answer(#"{"class_id":"c3"}"#))")
            let answer = try await model.ask(.classification).decode(ClassificationAnswer.self)
            #expect(answer.content == AskedModel.classes[2])
        }

        @Test(.timeLimit(.minutes(1)), arguments: LocalServer.allCases)
        func anAnswerOfReasoningAloneIsNone(_ server: LocalServer) async throws {
            let keys = "reasoning=5,reasoning-in=reasoning,chunks=0,usage=finish,finish=length"
            for way in AskedModel.Way.allCases {
                let response = try await server.model(keys).ask(way)
                let message = try response.expectErrorOf(.local, status: "200")
                #expect(message.contains("used all 5 tokens without writing any text"))
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: LocalServer.allCases)
        func anEmptyAnswerThatEndedWellIsNone(_ server: LocalServer) async throws {
            for way in AskedModel.Way.allCases {
                let response = try await server.model("fault=empty").ask(way)
                #expect(try response.expectErrorOf(.local, status: "200").contains("gave an empty answer"))
            }
        }
    }
}
