// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// What Groq is asked; its simulator is strict about it.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct GroqRequestTests {
        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["openai/gpt-oss-120b", "meta-llama/llama-4-scout-17b-16e-instruct", "a/b//c", "groq/compound"]
        )
        func theNameIsAllBehindTheFirstSlash(_ name: String) async throws {
            let deployment = try Shared.deployment
            let model = AskedModel("groq", "\(name)-\(ModelName.unique())")
            for way in AskedModel.Way.allCases {
                #expect(try await model.ask(way).status == 200)
            }
            let requests = try await deployment.simulator.requests(model: model.name)
            #expect(requests.count == 4)
            #expect(requests.allSatisfy { $0.model == model.name && $0.path == "/openai/v1/chat/completions" })
            let chats = try await model.received()
            #expect(chats.allSatisfy { $0.maxCompletionTokens == 4_096 && $0.maxTokens == nil })
            #expect(chats.allSatisfy { $0.temperature == 0.2 })
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("qwen/qwen3-32b", "parsed"), ("qwen-qwq-32b", "parsed"), ("deepseek-r1-distill-llama-70b", "parsed"),
                ("openai/gpt-oss-20b", nil), ("llama-3.3-70b-versatile", nil), ("qwen/qwen3-32b-instruct", nil),
            ]
        )
        func onlyModelsThatThinkAloudAreToldNotTo(_ name: String, _ format: String?) async throws {
            let model = AskedModel("groq", "\(name)-\(ModelName.unique("choose=2"))")
            for way in AskedModel.Way.allCases {
                let response = try await model.ask(way)
                #expect(response.status == 200, "\(response.text)")
            }
            #expect(try await model.received().map(\.reasoningFormat) == [format, format, format, format])
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [("openai/gpt-oss-20b", true), ("openai/gpt-oss-120b", true), ("moonshotai/kimi-k2", false)]
        )
        func aSchemaIsStrictWhereItIsEnforced(_ name: String, _ isStrict: Bool) async throws {
            let model = AskedModel("groq", "\(name)-\(ModelName.unique("choose=2"))")
            let answer = try await model.ask(.classification).decode(ClassificationAnswer.self)
            #expect(answer.content == AskedModel.classes[1])
            let chat = try #require(try await model.received().first)
            #expect(chat.responseFormat?.jsonSchema?.strict == isStrict)
            // Groq takes no schema in a stream.
            #expect(chat.stream == false)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("rules=no-json-schema", ["json_schema", "json_object"]),
                ("rules=no-json-schema+no-json-object", ["json_schema", "json_object", nil]),
                ("rules=no-response-format", ["json_schema", "json_object", nil]),
            ]
        )
        func aModelWithoutSchemasIsAskedForLess(_ rules: String, _ expected: [String?]) async throws {
            let model = AskedModel(.groq, keys: "\(rules),\(SimulatorKeys.answer("c2"))")
            for _ in 0..<2 {
                let response = try await model.ask(.classification)
                #expect(response.status == 200, "\(response.text)")
                #expect(try response.decode(ClassificationAnswer.self).content == AskedModel.classes[1])
            }
            let types = try await model.received().map(\.responseFormat?.type)
            #expect(types == expected + expected.suffix(1))
        }

        @Test(.timeLimit(.minutes(1)))
        func aModelThatMissedTheFormOnceIsAskedForItAgainTheNextTime() async throws {
            let keys = "status=400,code=json_validate_failed,message=Failed_to_validate_JSON.,times=1"
            let model = AskedModel(.groq, keys: "\(keys),\(SimulatorKeys.answer("c2"))")
            for _ in 0..<2 {
                let answer = try await model.ask(.classification).decode(ClassificationAnswer.self)
                #expect(answer.content == AskedModel.classes[1])
            }
            #expect(try await model.received().map(\.responseFormat?.type) == ["json_schema", nil, "json_schema"])
        }

        @Test(.timeLimit(.minutes(1)))
        func aStreamIsCountedWithoutBeingAskedTo() async throws {
            let model = AskedModel(.groq, keys: "rules=no-stream-options")
            for _ in 0..<2 { #expect(try await model.stream().finalChunk?.usage == AskedModel.usualUsage) }
            #expect(try await model.received().map { $0.streamOptions?.includeUsage } == [true, nil, nil])
            #expect(try await model.received().allSatisfy { $0.responseFormat == nil })
        }

        @Test(.timeLimit(.minutes(1)), arguments: AskedModel.Way.allCases)
        func aRejectedTemperatureIsKnownByTheMessageAlone(_ way: AskedModel.Way) async throws {
            // Groq's errors have no `param`.
            let model = AskedModel(.groq, keys: "rules=no-temperature,\(SimulatorKeys.answer("c2"))")
            for _ in 0..<2 {
                let response = try await model.ask(way)
                #expect(response.status == 200, "\(response.text)")
            }
            #expect(try await model.received().map(\.temperature) == [0.2, nil, nil])
        }

        @Test(.timeLimit(.minutes(1)), arguments: AskedModel.Way.allCases)
        func aLimitBeyondTheModelsOwnIsLoweredAndLearnt(_ way: AskedModel.Way) async throws {
            let model = AskedModel(.groq, keys: "max-output=3000,\(SimulatorKeys.answer("c2"))")
            for _ in 0..<2 {
                let response = try await model.ask(way)
                #expect(response.status == 200, "\(response.text)")
            }
            #expect(try await model.received().map(\.maxCompletionTokens) == [4_096, 3_000, 3_000])
        }

        @Test(.timeLimit(.minutes(1)), arguments: AskedModel.Way.allCases)
        func aLimitBeyondTheContextIsLeftOut(_ way: AskedModel.Way) async throws {
            let model = AskedModel(.groq, keys: "context=4096,\(SimulatorKeys.answer("c2"))")
            for _ in 0..<2 {
                let response = try await model.ask(way)
                #expect(response.status == 200, "\(response.text)")
            }
            #expect(try await model.received().map(\.maxCompletionTokens) == [4_096, nil, 4_096, nil])
        }

        @Test(.timeLimit(.minutes(1)))
        func aPromptBeyondTheContextIsAnError() async throws {
            let model = AskedModel(.groq, keys: "context=3")
            let message = try await model.ask(.generation).expectErrorOf(.groq, status: "400")
            #expect(message.contains("reduce the length"))
            #expect(try await model.received().map(\.maxCompletionTokens) == [4_096, nil])
        }
    }
}
