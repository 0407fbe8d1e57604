// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Classification: one of the given classes, or an error.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct ClassificationTests {
        private static let sentiments = [
            TaskRequest.Class("positive", "Positive sentiment"), .init("negative", "Negative sentiment"),
            .init("neutral", "Neutral sentiment"),
        ]

        private static let text = "This movie was absolutely terrible. Waste of time."

        private func send(
            _ provider: TestedProvider,
            _ model: String,
            classes: [TaskRequest.Class] = sentiments
        ) async throws -> TestResponse {
            let request = TaskRequest("\(provider.rawValue)/\(model)", Self.text, classes: classes)
            return try await Shared.deployment.client().send(try request.classification)
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases)
        func theProviderHoldsTheModelToTheClasses(_ provider: TestedProvider) async throws {
            // The simulator obeys the schema of the request, and has nothing else to go by.
            let response = try await send(provider, provider.model("choose=2"))
            #expect(response.status == 200, "\(response.text)")
            let expected = #"{"status":"success","content":{"id":"negative","label":"Negative sentiment"},"usage":{"#
            #expect(response.text.hasPrefix(expected))
            #expect(response.header("X-Finish-Reason") == "stop")
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: TestedProvider.allCases,
            [
                #"{"class_id":"c2"}"#, "```json\n{\"class_id\": \"c2\"}\n```", "negative", "The answer is c2.",
                "<think>c1?</think>\n{\"class_id\":\"c2\"}", #"{"class_id":"Negative sentiment"}"#,
            ]
        )
        func theAnswerIsReadTolerantly(_ provider: TestedProvider, _ answer: String) async throws {
            let model = provider.model(SimulatorKeys.answer(answer))
            let response = try await send(provider, model)
            #expect(try response.decode(ClassificationAnswer.self).content == Self.sentiments[1])
            #expect(try await Shared.deployment.simulator.requests(model: model).count == 1)
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases)
        func aWrongAnswerIsRepairedOnceAndTheUsageAddsUp(_ provider: TestedProvider) async throws {
            let model = provider.model(SimulatorKeys.answer("Somewhat blue?", #"{"class_id":"c3"}"#))
            let answer = try await send(provider, model).decode(ClassificationAnswer.self)
            #expect(answer.content == Self.sentiments[2])
            let single = provider.model(SimulatorKeys.answer(#"{"class_id":"c3"}"#))
            let one = try #require(try await send(provider, single).decode(ClassificationAnswer.self).usage)
            let both = try #require(answer.usage)
            #expect(both.promptTokens > 2 * one.promptTokens)
            #expect(both.totalTokens == both.promptTokens + both.completionTokens)
            let calls = try await Shared.deployment.simulator.requests(model: model)
            #expect(calls.count == 2)
            #expect(calls.first?.body.contains("Somewhat blue?") == false)
            #expect(calls.last?.body.contains("Somewhat blue?") == true)
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases)
        func aModelThatNeverNamesAClassIsAnErrorAfterTwoCalls(_ provider: TestedProvider) async throws {
            let model = provider.model(SimulatorKeys.answer("It depends on the viewer."))
            let message = try await send(provider, model).expectErrorOf(provider, status: "invalid-response")
            #expect(message.contains("did not name one of the given classes"))
            #expect(message.contains("It depends on the viewer."))
            #expect(try await Shared.deployment.simulator.requests(model: model).count == 2)
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases)
        func anAnswerThatWasCutOffTwiceIsAnError(_ provider: TestedProvider) async throws {
            let model = provider.model("finish=length,\(SimulatorKeys.answer(#"{"class_id":"c2"}"#))")
            let message = try await send(provider, model).expectErrorOf(provider, status: "200")
            #expect(message.contains("ended the answer at the limit of tokens"))
            #expect(try await Shared.deployment.simulator.requests(model: model).count == 2)
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases)
        func whatAFilterLeftIsAnError(_ provider: TestedProvider) async throws {
            let model = provider.model("finish=content_filter,choose=2")
            try await send(provider, model).expectErrorOf(provider, status: "200")
            #expect(try await Shared.deployment.simulator.requests(model: model).count == 1)
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases)
        func oneClassNeedsNoCall(_ provider: TestedProvider) async throws {
            let model = provider.model()
            let response = try await send(provider, model, classes: [.init("\"only\"", "")])
            #expect(
                response.text == #"{"status":"success","content":{"id":"\"only\"","label":""},"usage":null}"#
            )
            #expect(response.header("X-Finish-Reason") == "stop")
            #expect(try await Shared.deployment.simulator.requests(model: model).isEmpty)
        }

        @Test(.timeLimit(.minutes(2)), arguments: TestedProvider.allCases, [0, 1, 7, 149, 250, 287, 299])
        func oneOfThreeHundredHostileClassesComesBackExactly(_ provider: TestedProvider, _ index: Int) async throws {
            let classes = HostileClasses.make(300)
            let key = "\(HostileClasses.keyPrefix)\(index + 1)"
            let model = provider.model(SimulatorKeys.answer(#"{"class_id":"\#(key)"}"#))
            let response = try await send(provider, model, classes: classes)
            let content = try response.decode(ClassificationAnswer.self).content
            #expect(Array(content.id.utf8) == Array(classes[index].id.utf8))
            #expect(Array(content.label.utf8) == Array(classes[index].label.utf8))
        }

        @Test(.timeLimit(.minutes(2)), arguments: TestedProvider.allCases, [1, 2, 100, 250])
        func asManyClassesAsAnEnumTakesAreConstrained(_ provider: TestedProvider, _ choice: Int) async throws {
            let classes = HostileClasses.make(250)
            let response = try await send(provider, provider.model("choose=\(choice)"), classes: classes)
            #expect(try response.decode(ClassificationAnswer.self).content == classes[choice - 1])
        }

        @Test(.timeLimit(.minutes(3)))
        func allOfThreeHundredHostileClassesComeBackExactly() async throws {
            let classes = HostileClasses.make(300)
            for index in classes.indices {
                let key = "\(HostileClasses.keyPrefix)\(index + 1)"
                let model = TestedProvider.local.model(SimulatorKeys.answer(key))
                let content = try await send(.local, model, classes: classes).decode(ClassificationAnswer.self).content
                #expect(Array(content.id.utf8) == Array(classes[index].id.utf8))
            }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                (TestedProvider.local, "rules=no-json-schema"), (.local, "rules=no-json-object"),
                (.local, "rules=no-json-schema+no-json-object"), (.local, "rules=no-response-format"),
                (.openai, "rules=no-json-schema"), (.groq, "rules=no-json-schema"),
                (.groq, "rules=no-response-format"), (.mistral, "rules=no-json-schema"),
                (.google, "rules=no-response-format"), (.anthropic, "rules=no-schema"),
            ]
        )
        func aModelWithoutStructuredOutputIsAskedInWords(_ provider: TestedProvider, _ rules: String) async throws {
            let model = provider.model("\(rules),\(SimulatorKeys.answer("c2"))")
            for _ in 0..<2 {
                let response = try await send(provider, model)
                #expect(response.status == 200, "\(response.text)")
                #expect(try response.decode(ClassificationAnswer.self).content == Self.sentiments[1])
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases)
        func aFailedCallIsNotRepaired(_ provider: TestedProvider) async throws {
            for keys in ["status=500", "chunks=0,finish=content_filter"] {
                let model = provider.model(keys)
                try await send(provider, model).expectErrorOf(provider, status: keys == "status=500" ? "500" : "200")
                #expect(try await Shared.deployment.simulator.requests(model: model).count == 1)
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases)
        func aModelThatSaysNothingIsAskedOnceMore(_ provider: TestedProvider) async throws {
            for keys in ["fault=empty", "fault=empty-length"] {
                let model = provider.model(keys)
                try await send(provider, model).expectErrorOf(provider, status: "200")
                #expect(try await Shared.deployment.simulator.requests(model: model).count == 2)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func whatIsWrongWithTheClassesIsNamed() async throws {
            let response = try await send(.local, "demo", classes: [.init("a", "x"), .init("a", "y")])
            try response.expectError(400, "classes[1].id: expected an id of its own, got that of classes[0]")
            try await send(.local, "demo", classes: []).expectError(400, "classes: expected an array of 1 to 1000")
        }

        @Test(.timeLimit(.minutes(1)))
        func aClientThatLeavesDuringTheRepairEndsTheCall() async throws {
            let deployment = try Shared.deployment
            let model = TestedProvider.local.model("\(SimulatorKeys.answer("blue")),delay=400")
            let request = TaskRequest("local/\(model)", Self.text, classes: Self.sentiments)
            try await deployment.client().open(try request.classification) { _ in
                try await Waiting.until("the second call") {
                    try await deployment.simulator.requests(model: model).count == 2
                }
            }
            try await Waiting.until("the end of the second call") {
                try await deployment.simulator.requests(model: model).allSatisfy { $0.endedNanoseconds != nil }
            }
            let outcomes = try await deployment.simulator.requests(model: model).map(\.outcome)
            #expect(outcomes == ["completed", "client-closed"])
        }
    }
}
