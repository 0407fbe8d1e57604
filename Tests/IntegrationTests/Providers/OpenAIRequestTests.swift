// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// What OpenAI's models are asked, by what their names tell of them.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct OpenAIRequestTests {
        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "o1", "o3-mini", "o4-mini", "gpt-5", "gpt-5-mini", "gpt-5.1-codex", "gpt-5.2-pro", "gpt-5.3-chat",
                "gpt-5.5", "gpt-5.6", "gpt-4o-search-preview", "ft:o4-mini-2025-04-16:shop",
            ]
        )
        func aModelThatReasonsGetsNoTemperatureAtOnce(_ name: String) async throws {
            let model = AskedModel("openai", "\(name)-\(ModelName.unique("rules=openai-reasoning"))")
            #expect(try await model.ask(.generation).status == 200)
            #expect(try await model.stream().finalChunk?.text == SimulatorText.standard)
            let requests = try await model.received()
            #expect(requests.map(\.temperature) == [nil, nil])
            #expect(requests.map(\.maxCompletionTokens) == [4_096, 4_096])
            #expect(requests.map(\.maxTokens) == [nil, nil])
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "gpt-3.5-turbo", "gpt-4", "gpt-4o", "gpt-4.1", "chatgpt-4o-latest", "gpt-5-chat-latest", "gpt-5.1",
                "gpt-5.4", "ft:gpt-4o-mini:shop",
            ]
        )
        func anyOtherModelGetsTheTemperature(_ name: String) async throws {
            let model = AskedModel("openai", "\(name)-\(ModelName.unique())")
            #expect(try await model.ask(.generation).status == 200)
            let requests = try await model.received()
            #expect(requests.map(\.temperature) == [0.2])
            #expect(requests.map(\.maxCompletionTokens) == [4_096])
            #expect(requests.map(\.maxTokens) == [nil])
        }

        @Test(.timeLimit(.minutes(1)), arguments: AskedModel.Way.allCases)
        func aModelWithoutSystemRoleGetsOneMessage(_ way: AskedModel.Way) async throws {
            let keys = "rules=no-system,\(SimulatorKeys.answer("c2"))"
            let model = AskedModel("openai", "o1-mini-\(ModelName.unique(keys))")
            for _ in 0..<2 {
                let response = try await model.ask(way)
                #expect(response.status == 200, "\(response.text)")
            }
            let messages = try await model.received().map(\.messages)
            #expect(messages.map(\.count) == [2, 1, 1])
            let texts = try #require(messages.first?.map(\.content))
            #expect(messages.last == [.init("user", texts.joined(separator: "\n\n"))])
        }

        @Test(.timeLimit(.minutes(1)), arguments: AskedModel.Way.allCases)
        func aLimitBeyondTheModelsOwnIsLoweredAndLearnt(_ way: AskedModel.Way) async throws {
            let model = AskedModel(.openai, keys: "max-output=3000,\(SimulatorKeys.answer("c2"))")
            for _ in 0..<2 {
                let response = try await model.ask(way)
                #expect(response.status == 200, "\(response.text)")
            }
            #expect(try await model.received().map(\.maxCompletionTokens) == [4_096, 3_000, 3_000])
            #expect(try await model.received().allSatisfy { $0.maxTokens == nil })
        }

        @Test(.timeLimit(.minutes(1)))
        func aClassificationHasAStrictSchema() async throws {
            let model = AskedModel(.openai, keys: "choose=3")
            let response = try await Shared.deployment.client()
                .send(try model.request(.classification, maxTokens: 10))
            #expect(try response.decode(ClassificationAnswer.self).content == AskedModel.classes[2])
            let requests = try await model.received()
            #expect(requests.count == 1)
            let chat = try #require(requests.first)
            // A model that reasons needs tokens before it names a class.
            #expect(chat.maxCompletionTokens == 2_048)
            #expect(chat.stream == false)
            #expect(chat.responseFormat?.type == "json_schema")
            let named = try #require(chat.responseFormat?.jsonSchema)
            #expect(named.name.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil)
            #expect(named.strict)
            #expect(named.schema.type == "object")
            #expect(named.schema.properties.mapValues(\.type) == ["class_id": "string"])
            #expect(named.schema.properties["class_id"]?.values == ["c1", "c2", "c3"])
            #expect(named.schema.required == ["class_id"])
            #expect(!named.schema.additionalProperties)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("gpt-4-turbo", "json_object"), ("gpt-4-1106-preview", "json_object"), ("gpt-3.5-turbo", "json_object"),
                ("gpt-4o-2024-05-13", "json_object"), ("gpt-4-0613", nil), ("o1-mini", nil),
                ("gpt-4o-2024-08-06", "json_schema"), ("gpt-4.1-mini", "json_schema"), ("o3", "json_schema"),
            ]
        )
        func olderModelsAreAskedForLess(_ name: String, _ type: String?) async throws {
            let keys = "rules=json-word,\(SimulatorKeys.answer(#"{"class_id":"c2"}"#))"
            let model = AskedModel("openai", "\(name)-\(ModelName.unique(keys))")
            let response = try await model.ask(.classification)
            #expect(try response.decode(ClassificationAnswer.self).content == AskedModel.classes[1])
            #expect(try await model.received().map(\.responseFormat?.type) == [type])
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["gpt-5-mini-2025-08-07", "o4-mini-2025-04-16"])
        func aModelThatReasonsIsAskedForLittleOfItOverAChoice(_ name: String) async throws {
            let model = AskedModel("openai", name)
            for way in AskedModel.Way.allCases {
                #expect(try await model.ask(way).status == 200)
            }
            #expect(try await model.received().map(\.reasoningEffort) == [nil, nil, "low", nil])
        }
    }
}
