// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Errors of Anthropic's, and answers that are none.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct AnthropicErrorTests {
        private static let classes = [TaskRequest.Class("a", "A thing"), .init("b", "Another thing")]

        /// Sends a request in all ways, each of which must fail before any text.
        private func failures(_ keys: String, status: String) async throws -> [(message: String, retryAfter: String?)] {
            let client = try Shared.deployment.client()
            let model = "anthropic/\(TestedProvider.anthropic.model(keys))"
            let generation = GenerationRequest(model)
            let classification = try TaskRequest(model, "x", classes: Self.classes).classification
            var failures: [(String, String?)] = []
            for request in [try generation.plain, try generation.stream, classification] {
                let response = try await client.send(request)
                let message = try response.expectErrorOf(.anthropic, status: status)
                failures.append((message, response.header("Retry-After")))
            }
            return failures
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("fault=refusal", "held the answer back (stop reason refusal)"),
                ("fault=refusal,reasoning=2,usage=off", "held the answer back (stop reason refusal)"),
                ("chunks=0,finish=refusal,reasoning=2", "held the answer back (stop reason refusal)"),
                ("chunks=0,finish=tool_use", "asks for a tool to be called"),
                ("chunks=0,reasoning=9,finish=max_tokens", "all 9 tokens without writing any text"),
                ("chunks=0,finish=max_tokens,usage=off", "without writing any text"),
                ("chunks=0,reasoning=9,finish=model_context_window_exceeded", "all 9 tokens"),
                ("fault=empty", "empty answer"), ("chunks=0,finish=pause_turn", "empty answer"),
            ]
        )
        func anAnswerWithoutTextSaysWhy(_ keys: String, _ words: String) async throws {
            for failure in try await failures(keys, status: "200") {
                #expect(failure.message.contains(words), "\(failure.message)")
            }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("fault=error-event", "Overloaded"), ("fault=error-event,split=1", "Overloaded"),
                ("fault=error-body", "Overloaded"),
                ("fault=error-event,type=api_error,message=Internal_trouble.", "Internal trouble."),
                ("fault=error-event,code=enforced_spend_limit_reached,message=No_money.", "No money."),
            ]
        )
        func anErrorInsideOfASuccessIsNone(_ keys: String, _ words: String) async throws {
            for failure in try await failures(keys, status: "200") {
                #expect(failure.message.contains(words), "\(failure.message)")
                #expect(failure.retryAfter == nil)
            }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["error-event", "bare-error", "error-event-named", "error-string"],
            ["@1", "@5", "@finish", "@5,split=1", "@5,reasoning=3"]
        )
        func anErrorBehindTextIsTheStreamsEnd(_ fault: String, _ place: String) async throws {
            let keys = "fault=\(fault)\(place),message=Out_of_capacity."
            let request = GenerationRequest("anthropic/\(TestedProvider.anthropic.model(keys))")
            let result = try await Shared.deployment.client().stream(request)
            // The deltas that the place counts include those of thinking.
            let count = ["@1": 1, "@5": 5, "@5,split=1": 5, "@5,reasoning=3": 2][place] ?? 8
            #expect(String(decoding: result.text, as: UTF8.self) == SimulatorText.words(count))
            #expect(result.finalChunk == nil)
            let message = try #require(result.error)
            #expect(message.contains("anthropic"))
            #expect(message.contains("Out of capacity."))
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["finish=none", "finish=none,usage=every,reasoning=2"])
        func aStreamWithoutAReasonIsCutShort(_ keys: String) async throws {
            let request = GenerationRequest("anthropic/\(TestedProvider.anthropic.model(keys))")
            let result = try await Shared.deployment.client().stream(request)
            #expect(result.chunks.count == 8)
            #expect(result.error?.contains("ended the answer before it was complete") == true)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["close@4", "cut@4", "reset@4", "cut@finish", "cut@4,encoding=chunked", "cut@4,encoding=close"]
        )
        func halfADocumentIsNoAnswer(_ fault: String) async throws {
            let request = GenerationRequest("anthropic/\(TestedProvider.anthropic.model("fault=\(fault)"))")
            let response = try await Shared.deployment.client().send(try request.plain)
            try response.expectErrorOf(.anthropic, status: "truncated")
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                (400, "The request is invalid."), (401, "invalid x-api-key"),
                (402, "There is a problem with your billing."), (403, "does not have permission to use this model."),
                (404, "model: not found"), (409, "conflicts with another one."), (413, "exceeds the maximum size"),
                (429, "would exceed your organization's rate limit."), (500, "Internal server error"),
                (504, "The request timed out."), (529, "Overloaded"),
            ]
        )
        func itsOwnWordsArePassedOn(_ status: Int, _ words: String) async throws {
            for failure in try await failures("status=\(status)", status: String(status)) {
                #expect(failure.message.contains("status \(status)"))
                #expect(failure.message.contains(words), "\(failure.message)")
                #expect(failure.retryAfter == nil)
            }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("status=429,message=Please_try_again_in_20s.", "429", "20"),
                ("status=429,retry-after=12", "429", "12"),
                ("status=529,retry-after=0.5", "529", "1"),
                ("status=529", "529", nil),
                // Waiting does not lift a limit of money.
                ("status=429,code=enforced_spend_limit_reached,message=Please_try_again_in_20s.", "429", nil),
                ("status=402,message=Please_try_again_in_20s.", "402", nil),
            ] as [(String, String, String?)]
        )
        func aLimitOfSpendingHasNoWait(_ keys: String, _ status: String, _ seconds: String?) async throws {
            for failure in try await failures(keys, status: status) {
                #expect(failure.retryAfter == seconds)
            }
        }
    }
}
