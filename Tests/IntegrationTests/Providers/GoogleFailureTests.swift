// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Answers of Gemini's with a status of success that are none, or break off.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct GoogleFailureTests {
        private static let classes = [TaskRequest.Class("a", "A thing"), .init("b", "Another thing")]

        /// Sends a request in all ways, each of which must fail before any text.
        private func expectNoText(_ keys: String, status: String = "200", _ words: String...) async throws {
            let client = try Shared.deployment.client()
            let model = "google/\(TestedProvider.google.model(keys))"
            let generation = GenerationRequest(model)
            let classification = try TaskRequest(model, "x", classes: Self.classes).classification
            for request in [try generation.plain, try generation.stream, classification] {
                let message = try await client.send(request).expectErrorOf(.google, status: status)
                for word in words { #expect(message.contains(word), "\(message)") }
            }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY", "JAILBREAK", "MODEL_ARMOR",
                "SOMETHING_NEW",
            ]
        )
        func aBlockedPromptIsFilteredWhateverTheReason(_ reason: String) async throws {
            let keys = "fault=blocked-prompt,block-reason=\(reason)"
            try await expectNoText(keys, "held the answer back", "block reason \(reason)")
            try await expectNoText("\(keys),usage=off,message=Not_on_a_Sunday.", reason, "Not on a Sunday.")
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["empty-content", "no-content", "no-parts"])
        func aCandidateWithoutTextIsNoAnswer(_ shape: String) async throws {
            let fault = "fault=\(shape)"
            try await expectNoText("\(fault),finish=SAFETY", "finish reason SAFETY", "The model stopped: SAFETY.")
            try await expectNoText("\(fault),finish=RECITATION,message=As_in_a_book.", "RECITATION", "As in a book.")
            try await expectNoText("\(fault),finish=OTHER", "gave an empty answer")
            try await expectNoText("\(fault),finish=length", "all 0 tokens", "without writing any text")
            try await expectNoText("\(fault),finish=length,reasoning=9,usage=off", "without writing any text")
        }

        @Test(.timeLimit(.minutes(1)))
        func thinkingThatUsedAllTokensIsSaidToHave() async throws {
            try await expectNoText("fault=no-parts,reasoning=9", "all 9 tokens", "without writing any text")
            try await expectNoText("chunks=0,reasoning=9,finish=length", "all 9 tokens")
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS", "MALFORMED_RESPONSE",
                "MISSING_THOUGHT_SIGNATURE",
            ]
        )
        func someReasonsAreFailuresWithTextToo(_ reason: String) async throws {
            let client = try Shared.deployment.client()
            for keys in ["finish=\(reason)", "finish=\(reason),finish-in=last,message=In_its_own_words."] {
                let request = GenerationRequest("google/\(TestedProvider.google.model(keys))")
                let own = keys.contains("message") ? "In its own words." : "The model stopped: \(reason)."
                let message = try await client.send(try request.plain).expectErrorOf(.google, status: "200")
                #expect(message.contains("finish reason \(reason)"))
                #expect(message.contains(own))
                let result = try await client.stream(request)
                #expect(String(decoding: result.text, as: UTF8.self) == SimulatorText.standard)
                #expect(result.error?.contains("finish reason \(reason)") == true)
                #expect(result.error?.contains(own) == true)
            }
            try await expectNoText("finish=\(reason),chunks=0", "finish reason \(reason)")
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["finish=FINISH_REASON_UNSPECIFIED", "finish=none,usage=off"])
        func aStreamWithoutAReasonIsCutShort(_ keys: String) async throws {
            let request = GenerationRequest("google/\(TestedProvider.google.model(keys))")
            let result = try await Shared.deployment.client().stream(request)
            #expect(result.chunks.count == 8)
            #expect(result.error?.contains("ended the answer before it was complete") == true)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["bare-error", "error-event"],
            ["@1", "@5", "@finish", "@finish,finish-in=last", "@finish,finish-in=signature", "@5,split=1", "@5,eol=lf"]
        )
        func anErrorBehindTextIsTheStreamsEnd(_ fault: String, _ place: String) async throws {
            let keys = "fault=\(fault)\(place),message=Out_of_capacity."
            let request = GenerationRequest("google/\(TestedProvider.google.model(keys))")
            let result = try await Shared.deployment.client().stream(request)
            let count = place.hasPrefix("@finish") ? 8 : place == "@1" ? 1 : 5
            #expect(String(decoding: result.text, as: UTF8.self) == SimulatorText.words(count))
            let message = try #require(result.error)
            #expect(message.contains("google"))
            #expect(message.contains("503"))
            #expect(message.contains("Out of capacity."))
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["bare-error", "error-event", "error-body"], ["", ",split=1"])
        func anErrorBeforeTextHasItsOwnStatus(_ fault: String, _ split: String) async throws {
            try await expectNoText("fault=\(fault),message=Out_of_capacity.\(split)", status: "503", "Out of capacity.")
            try await expectNoText("fault=\(fault),error-form=array,message=Wrapped.", status: "503", "Wrapped.")
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["close@4", "cut@4", "reset@4", "cut@finish", "cut@4,encoding=chunked", "cut@4,encoding=close"]
        )
        func halfADocumentIsNoAnswer(_ fault: String) async throws {
            let request = GenerationRequest("google/\(TestedProvider.google.model("fault=\(fault)"))")
            let response = try await Shared.deployment.client().send(try request.plain)
            try response.expectErrorOf(.google, status: "truncated")
        }
    }
}
