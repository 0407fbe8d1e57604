// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Summarization: the summary alone.
    @Suite(.deployment([.closed]))
    struct SummarizationTests {
        private func send(_ keys: String, prompt: String? = nil) async throws -> TestResponse {
            let request = TaskRequest("local/\(ModelName.unique(keys))", prompt: prompt, "A long story of a ship.")
            return try await Shared.deployment.client().send(try request.summarization)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "The ship sank.", "Summary: The ship sank.", "**Summary**\n\nThe ship sank.",
                "```\nThe ship sank.\n```",
                "Sure! Here's a summary of the text:\n\n\"The ship sank.\"\n\nLet me know if you need more.",
                "<think>Short!</think>The ship sank.", #"{"summary":"The ship sank."}"#,
            ]
        )
        func theSummaryComesAlone(_ answer: String) async throws {
            let response = try await send(SimulatorKeys.answer(answer))
            #expect(try response.decode(SummarizationAnswer.self).content.summary == "The ship sank.")
        }

        @Test(.timeLimit(.minutes(1)))
        func anAnswerWithoutASummaryIsAnError() async throws {
            let response = try await send(SimulatorKeys.answer("Here is a summary:"))
            try response.expectErrorOf(.local, status: "200")
        }

        @Test(.timeLimit(.minutes(1)))
        func aSummaryThatWasCutOffIsAnError() async throws {
            let message = try await send("finish=length").expectErrorOf(.local, status: "200")
            #expect(message.contains("ended the answer at the limit of tokens"))
            try await send("finish=content_filter").expectErrorOf(.local, status: "200")
        }

        @Test(.timeLimit(.minutes(1)))
        func aTextThatIsTooLongIsTheProvidersError() async throws {
            let response = try await send("status=400,message=maximum_context_length_exceeded")
            try #expect(
                response.expectErrorOf(.local, status: "400").contains("maximum context length exceeded")
            )
        }

        @Test(.timeLimit(.minutes(1)))
        func withoutATextThereIsNothingToSummarize() async throws {
            let request = TaskRequest("local/demo", prompt: "Be brief.", "")
            let response = try await Shared.deployment.client().send(try request.summarization)
            try response.expectError(400, "user_prompt: expected a string that is not empty, got an empty one")
        }
    }
}
