// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// How Google's models are held to the classes.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct GoogleClassificationTests {
        private static let three = ["red", "green", "blue"].map { TaskRequest.Class($0, "The colour \($0)") }

        /// Classifies, and gives the class and what the provider received.
        private func classify(
            _ model: String,
            _ classes: [TaskRequest.Class] = three
        ) async throws -> (chosen: TaskRequest.Class, received: [ReceivedGoogleChat]) {
            let deployment = try Shared.deployment
            let request = TaskRequest("google/\(model)", prompt: "Think of rainbows.", "Grass.", classes: classes)
            let response = try await deployment.client().send(try request.classification)
            let chosen = try response.decode(ClassificationAnswer.self).content
            return (chosen, try await deployment.simulator.requests(model: model).map { try $0.decodeBody() })
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["gemini-2.5-flash", "gemini-2.5-pro", "gemini-3-pro-preview", "gemini-2.0-flash"]
        )
        func theSchemaIsInTheSubsetThatAllModelsTake(_ family: String) async throws {
            let (chosen, received) = try await classify("\(family)-\(ModelName.unique("choose=2"))")
            #expect(chosen == Self.three[1])
            #expect(received.count == 1)
            let configuration = try #require(received.first).generationConfig
            #expect(configuration.responseMimeType == "application/json")
            let schema = try #require(configuration.responseSchema)
            #expect(schema.type == "OBJECT")
            #expect(schema.required == ["class_id"])
            #expect(schema.additionalProperties == nil)
            #expect(schema.properties?.keys.map(\.self) == ["class_id"])
            #expect(schema.properties?["class_id"]?.type == "STRING")
            #expect(schema.properties?["class_id"]?.enum == ["c1", "c2", "c3"])
            #expect(configuration.maxOutputTokens == 4_096)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["", "models/"])
        func gemmaIsAskedInWordsAlone(_ prefix: String) async throws {
            let deployment = try Shared.deployment
            let answer = SimulatorKeys.answer("```json\n{\"class_id\": \"c3\"}\n```")
            let model = "gemma-3-27b-it-\(ModelName.unique(answer))"
            let request = TaskRequest("google/\(prefix)\(model)", "The sky.", classes: Self.three)
            let response = try await deployment.client().send(try request.classification)
            #expect(try response.decode(ClassificationAnswer.self).content == Self.three[2])
            let body: ReceivedGoogleChat = try await deployment.simulator.request(model: model).decodeBody()
            #expect(body.systemInstruction == nil)
            #expect(body.contents.map(\.role) == ["user"])
            let text = try #require(body.contents.first?.texts.joined())
            #expect(text.contains(#"{"key":"c3","id":"blue","label":"The colour blue"}"#))
            #expect(text.contains("The sky."))
            #expect(body.generationConfig.responseMimeType == nil)
            #expect(body.generationConfig.responseSchema == nil)
            #expect(body.generationConfig.thinkingConfig == nil)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["gemini-2.5-flash", "gemma-3-27b-it"])
        func theRepairIsAConversationOfUserAndModel(_ family: String) async throws {
            let answers = SimulatorKeys.answer("Somewhat brown?", #"{"class_id":"c2"}"#)
            let (chosen, received) = try await classify("\(family)-\(ModelName.unique(answers))")
            #expect(chosen == Self.three[1])
            #expect(received.map { $0.contents.map(\.role) } == [["user"], ["user", "model", "user"]])
            let first = try #require(received.first)
            let second = try #require(received.last)
            #expect(second.contents.first?.texts == first.contents.first?.texts)
            #expect(second.contents[1].texts == ["Somewhat brown?"])
            #expect(second.systemInstruction?.texts == first.systemInstruction?.texts)
            #expect(second.generationConfig.thinkingConfig == first.generationConfig.thinkingConfig)
            #expect((first.systemInstruction == nil) == (family == "gemma-3-27b-it"))
        }

        @Test(.timeLimit(.minutes(1)))
        func aSchemaWithTooManyStatesIsLeftOut() async throws {
            let classes = HostileClasses.make(120)
            let key = "\(HostileClasses.keyPrefix)101"
            let model = TestedProvider.google.model("max-enum=100,\(SimulatorKeys.answer(key))")
            for calls in [2, 3] {
                let (chosen, received) = try await classify(model, classes)
                #expect(chosen == classes[100])
                #expect(received.count == calls)
                let formats = received.map(\.generationConfig)
                #expect(formats.allSatisfy { $0.responseMimeType == "application/json" })
                #expect(formats.map { $0.responseSchema?.properties?["class_id"]?.enum?.count ?? 0 }.prefix(1) == [120])
                #expect(formats.dropFirst().allSatisfy { $0.responseSchema == nil })
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func withoutJSONModeTheFormIsAskedForInWords() async throws {
            let model = TestedProvider.google.model("rules=no-response-format,\(SimulatorKeys.answer("c1"))")
            for calls in [2, 3] {
                let (chosen, received) = try await classify(model)
                #expect(chosen == Self.three[0])
                #expect(received.count == calls)
                let types = received.map(\.generationConfig.responseMimeType)
                #expect(types == ["application/json"] + Array(repeating: nil, count: calls - 1))
                #expect(received.dropFirst().allSatisfy { $0.generationConfig.responseSchema == nil })
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: [250, 251, 300])
        func aLongListIsNotPutIntoTheSchema(_ count: Int) async throws {
            let classes = (1...count).map { TaskRequest.Class("id-\($0)", "Label \($0)") }
            let model = TestedProvider.google.model(SimulatorKeys.answer(#"{"class_id":"c\#(count)"}"#))
            let (chosen, received) = try await classify(model, classes)
            #expect(chosen == classes[count - 1])
            #expect(received.count == 1)
            let property = received.first?.generationConfig.responseSchema?.properties?["class_id"]
            #expect(property?.type == "STRING")
            #expect(property?.enum?.count == (count == 250 ? 250 : nil))
        }
    }
}
