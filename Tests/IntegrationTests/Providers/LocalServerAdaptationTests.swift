// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// What local servers reject, each in its own words, and how they are asked then.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct LocalServerAdaptationTests {
        @Test(.timeLimit(.minutes(1)), arguments: LocalServer.allCases)
        func aServerWithoutStreamOptionsGetsNone(_ server: LocalServer) async throws {
            let model = server.model("rules=no-stream-options")
            for _ in 0..<2 {
                let final = try #require(try await model.stream().finalChunk)
                #expect(final.text == SimulatorText.standard)
                // This one counts without being asked.
                #expect(final.usage == (server == .llamabox ? AskedModel.usualUsage : nil))
            }
            #expect(try await model.received().map { $0.streamOptions?.includeUsage } == [true, nil, nil])
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                (LocalServer.llamacpp, "status=500,message=System_role_not_supported"),
                (.llamacpp, "status=500,message=Conversation_roles_must_alternate_user/assistant/user/assistant/..."),
                (.llamabox, "status=400,message=Only_user_and_assistant_roles_are_supported!"),
                (.vllm, "status=400,message=System_role_not_supported"),
                (.vllm, "status=400,error-form=object-error,message=System_message_must_be_at_the_beginning."),
                (.ollama, "status=400,message=this_model_does_not_support_system_role"),
                (.lmstudio, "status=400,message=Error_rendering_prompt:_System_role_not_supported"),
            ],
            AskedModel.Way.allCases
        )
        func aTemplateWithoutSystemRoleGetsOneMessage(
            _ refusal: (server: LocalServer, keys: String),
            _ way: AskedModel.Way
        ) async throws {
            // The class is named in the last answer, whatever form the server was asked for.
            let model = refusal.server.model("times=1,\(refusal.keys),\(SimulatorKeys.answer("c2"))")
            for _ in 0..<2 {
                let response = try await model.ask(way)
                #expect(response.status == 200, "\(response.text)")
            }
            let messages = try await model.received().map(\.messages)
            #expect(messages.first?.map(\.role) == ["system", "user"])
            let texts = try #require(messages.first?.map(\.content))
            #expect(messages.count == 3)
            for merged in messages.dropFirst() {
                #expect(merged == [.init("user", texts.joined(separator: "\n\n"))])
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: AskedModel.Way.allCases)
        func aSmallContextOfVLLMGetsNoLimit(_ way: AskedModel.Way) async throws {
            let model = LocalServer.vllm.model("context=4096,\(SimulatorKeys.answer("c2"))")
            for _ in 0..<2 {
                let response = try await model.ask(way)
                #expect(response.status == 200, "\(response.text)")
            }
            // It depends on the prompt, so it is not learnt.
            #expect(try await model.received().map(\.maxTokens) == [4_096, nil, 4_096, nil])
            let small = try await Shared.deployment.client().send(try model.request(.generation, maxTokens: 100))
            #expect(small.status == 200)
            #expect(try await model.received().last?.maxTokens == 100)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                (LocalServer.lmstudio, "rules=no-json-schema", ["json_schema", "json_object", nil]),
                (.llamaCppPython, "rules=no-json-object", ["json_schema", "json_object", nil]),
                (.vllm, "rules=no-response-format", ["json_schema", "json_object", nil]),
                (.vllm, "max-enum=2", ["json_schema", "json_object"]),
                (.llamacpp, "rules=no-json-schema", ["json_schema", "json_object"]),
                (.llamabox, "rules=no-response-format", ["json_schema", "json_object", nil]),
                (.ollama, "rules=no-json-schema+json-word", ["json_schema", "json_object"]),
            ]
        )
        func whatAServerCannotConstrainIsAskedForInWords(
            _ server: LocalServer,
            _ rules: String,
            _ expected: [String?]
        ) async throws {
            let model = server.model("\(rules),\(SimulatorKeys.answer("The class is c2."))")
            for _ in 0..<2 {
                let response = try await model.ask(.classification)
                #expect(response.status == 200, "\(response.text)")
                #expect(try response.decode(ClassificationAnswer.self).content == AskedModel.classes[1])
            }
            // The second call begins where the first one ended.
            let types = try await model.received().map(\.responseFormat?.type)
            #expect(types == expected + expected.suffix(1))
        }
    }
}
