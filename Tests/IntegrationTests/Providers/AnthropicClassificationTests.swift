// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// How Anthropic's models are held to the classes.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct AnthropicClassificationTests {
        private static let three = ["red", "green", "blue"].map { TaskRequest.Class($0, "The colour \($0)") }

        /// Classifies, and gives the class and what the provider received.
        private func classify(
            _ model: String,
            _ classes: [TaskRequest.Class] = three,
            maxTokens: Int? = nil
        ) async throws -> (chosen: TaskRequest.Class, received: [ReceivedAnthropicChat]) {
            let deployment = try Shared.deployment
            let request = TaskRequest("anthropic/\(model)", "Grass.", classes: classes, maxTokens: maxTokens)
            let response = try await deployment.client().send(try request.classification)
            let chosen = try response.decode(ClassificationAnswer.self).content
            return (chosen, try await deployment.simulator.requests(model: model).map { try $0.decodeBody() })
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("claude-haiku-4-5", nil), ("claude-sonnet-4-5-20250929", nil), ("claude-sonnet-4-6", nil),
                ("claude-opus-4-1-20250805", nil), ("claude-opus-4-5", nil), ("claude-opus-4-8", nil),
                ("claude-sonnet-5-0", "low"), ("claude-opus-5-0", "low"), ("claude-fable-5-0", "low"),
                ("claude-mythos-5-0", "low"),
            ] as [(String, String?)]
        )
        func newerModelsGetASchema(_ family: String, _ effort: String?) async throws {
            let (chosen, received) = try await classify("\(family)-\(ModelName.unique("choose=2"))")
            #expect(chosen == Self.three[1])
            #expect(received.count == 1)
            let output = try #require(received.first?.outputConfig)
            #expect(output.effort == effort)
            let format = try #require(output.format)
            #expect(format.type == "json_schema")
            #expect(format.schema.type == "object")
            #expect(format.schema.additionalProperties == false)
            #expect(format.schema.required == ["class_id"])
            #expect(format.schema.properties?["class_id"]?.type == "string")
            #expect(format.schema.properties?["class_id"]?.enum == ["c1", "c2", "c3"])
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "claude-3-haiku-20240307", "claude-3-5-haiku-20241022", "claude-3-7-sonnet-20250219",
                "claude-sonnet-4-20250514", "claude-sonnet-4-0", "claude-opus-4-20250514", "claude-opus-4-0",
            ]
        )
        func olderModelsAreAskedInWords(_ family: String) async throws {
            let answer = SimulatorKeys.answer("c2")
            let (chosen, received) = try await classify("\(family)-\(ModelName.unique(answer))", maxTokens: 1)
            #expect(chosen == Self.three[1])
            #expect(received.count == 1)
            let body = try #require(received.first)
            #expect(body.outputConfig == nil)
            #expect(body.maxTokens == 2_048)
            #expect(body.system?.contains(#"{"key":"c2","id":"green","label":"The colour green"}"#) == true)
            #expect(body.messages.map(\.role) == ["user"])
            #expect(body.messages.first?.content.contains("Grass.") == true)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["claude-sonnet-4-5", "claude-3-5-haiku-20241022"])
        func theRepairIsAConversation(_ family: String) async throws {
            let answers = SimulatorKeys.answer("Somewhat brown?", #"{"class_id":"c2"}"#)
            let (chosen, received) = try await classify("\(family)-\(ModelName.unique(answers))")
            #expect(chosen == Self.three[1])
            #expect(received.map { $0.messages.map(\.role) } == [["user"], ["user", "assistant", "user"]])
            let first = try #require(received.first)
            let second = try #require(received.last)
            #expect(second.system == first.system)
            #expect(second.messages.first == first.messages.first)
            #expect(second.messages[1].content == "Somewhat brown?")
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("claude-sonnet-4-5", "rules=no-schema"), ("claude-sonnet-5-0", "rules=no-schema"),
                ("claude-sonnet-4-5", "max-enum=2"), ("claude-opus-5-0", "max-enum=2"),
            ]
        )
        func aSchemaThatIsRejectedIsLeftOutAndLearntToBe(_ family: String, _ keys: String) async throws {
            let model = "\(family)-\(ModelName.unique("\(keys),\(SimulatorKeys.answer("c3"))"))"
            for calls in [2, 3] {
                let (chosen, received) = try await classify(model)
                #expect(chosen == Self.three[2])
                #expect(received.map { $0.outputConfig?.format?.type } == ["json_schema"] + absent(calls - 1))
                // What was not rejected stays.
                let effort = family.contains("-5-0") ? "low" : nil
                #expect(received.allSatisfy { $0.outputConfig?.effort == effort })
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func anEffortThatIsRejectedIsLeftOutAndLearntToBe() async throws {
            let message = "message=output%20config.effort:_Extra_inputs_are_not_permitted"
            let model = "claude-sonnet-5-0-\(ModelName.unique("status=400,times=1,choose=3,\(message)"))"
            for calls in [2, 3] {
                let (chosen, received) = try await classify(model)
                #expect(chosen == Self.three[2])
                #expect(received.map { $0.outputConfig?.effort } == ["low"] + absent(calls - 1))
                #expect(received.allSatisfy { $0.outputConfig?.format != nil })
            }
        }

        private func absent(_ count: Int) -> [String?] {
            Array(repeating: nil, count: count)
        }

        @Test(.timeLimit(.minutes(1)), arguments: [250, 251, 300])
        func aLongListIsNotPutIntoTheSchema(_ count: Int) async throws {
            let classes = (1...count).map { TaskRequest.Class("id-\($0)", "Label \($0)") }
            let model = TestedProvider.anthropic.model(SimulatorKeys.answer(#"{"class_id":"c\#(count)"}"#))
            let (chosen, received) = try await classify(model, classes)
            #expect(chosen == classes[count - 1])
            #expect(received.count == 1)
            let property = received.first?.outputConfig?.format?.schema.properties?["class_id"]
            #expect(property?.type == "string")
            #expect(property?.enum?.count == (count == 250 ? 250 : nil))
        }
    }
}
