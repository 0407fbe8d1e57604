// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// What is read out of Gemini's answers.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct GoogleAnswerTests {
        private func ask(_ keys: String) async throws -> GenerationAnswer {
            let request = GenerationRequest("google/\(TestedProvider.google.model(keys))")
            return try await Shared.deployment.client().askBothWays(request)
        }

        @Test(.timeLimit(.minutes(1)))
        func allPartsAreTheText() async throws {
            let answer = try await ask("chunks=9,parts=3")
            #expect(answer.content == SimulatorText.words(9))
            let request = GenerationRequest("google/\(TestedProvider.google.model("chunks=9,parts=3"))")
            let result = try await Shared.deployment.client().stream(request)
            #expect(result.chunks.count == 3)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["reasoning=5", "reasoning=5,parts=3,finish-in=signature"])
        func thoughtsAreCountedAndNotTold(_ keys: String) async throws {
            let answer = try await ask(keys)
            #expect(answer.content == SimulatorText.standard)
            #expect(answer.usage == TokenUsage(prompt: 4, completion: 8 + 5))
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "usage=every", "usage=float", "usage=changing", "usage=changing,finish-in=last",
                "usage=changing,split=5", "cached=3", "finish-twice=on", "finish-in=last", "finish-in=signature",
            ]
        )
        func theLastCountsAreTheUsage(_ keys: String) async throws {
            let answer = try await ask(keys)
            #expect(answer.content == SimulatorText.standard)
            #expect(answer.usage == TokenUsage(prompt: 4, completion: 8))
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["usage=off", "usage=off,reasoning=2,finish-in=signature"])
        func withoutCountsThereIsNoUsage(_ keys: String) async throws {
            let answer = try await ask(keys)
            #expect(answer.content == SimulatorText.standard)
            #expect(answer.usage == nil)
        }

        @Test(.timeLimit(.minutes(1)))
        func aStreamOfOneEventIsWhole() async throws {
            let request = GenerationRequest("google/\(TestedProvider.google.model("chunks=1,finish-in=last"))")
            let result = try await Shared.deployment.client().stream(request)
            #expect(result.chunks.map(\.text) == ["The "])
            #expect(result.finalChunk?.usage == TokenUsage(prompt: 4, completion: 1))
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "eol=crlf,split=1", "eol=lf", "eol=cr", "eol=cr,split=1", "bom=on,split=2", "space=off",
                "comments=on", "comments=inside,split=3", "blank-end=off", "blank-end=off,eol=lf", "batch=100",
                "batch=100,split=7", "encoding=close", "escape=on,split=1", "content-type=application/octet-stream",
            ]
        )
        func theFramingDoesNotMatter(_ keys: String) async throws {
            let model = TestedProvider.google.model("text=emoji,chunks=20,\(keys)")
            let result = try await Shared.deployment.client().stream(GenerationRequest("google/\(model)"))
            #expect(result.chunks.count == 20)
            #expect(result.text == Array(SimulatorText.emoji.joined().utf8))
            #expect(result.finalChunk?.usage == TokenUsage(prompt: 4, completion: 20))
        }

        @Test(.timeLimit(.minutes(1)))
        func aDocumentInPlaceOfAStreamIsTheAnswer() async throws {
            let model = TestedProvider.google.model("fault=not-sse,reasoning=2,parts=2")
            let result = try await Shared.deployment.client().stream(GenerationRequest("google/\(model)"))
            #expect(result.chunks.map(\.text) == [SimulatorText.standard])
            #expect(result.finalChunk?.usage == TokenUsage(prompt: 4, completion: 10))
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["", ",finish-in=last", ",finish-in=signature"],
            [
                ("STOP", "stop"), ("MAX_TOKENS", "length"), ("SAFETY", "content_filter"),
                ("RECITATION", "content_filter"), ("BLOCKLIST", "content_filter"),
                ("PROHIBITED_CONTENT", "content_filter"), ("SPII", "content_filter"),
                ("MODEL_ARMOR", "content_filter"), ("IMAGE_SAFETY", "content_filter"),
                ("IMAGE_PROHIBITED_CONTENT", "content_filter"), ("IMAGE_RECITATION", "content_filter"),
                ("OTHER", "unknown"), ("LANGUAGE", "unknown"), ("NO_IMAGE", "unknown"),
            ]
        )
        func textThatEndedForAReasonIsAnAnswer(_ place: String, _ reason: (String, String)) async throws {
            let client = try Shared.deployment.client()
            let request = GenerationRequest("google/\(TestedProvider.google.model("finish=\(reason.0)\(place)"))")
            #expect(try await client.askBothWays(request).content == SimulatorText.standard)
            #expect(try await client.send(try request.plain).header("X-Finish-Reason") == reason.1)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["fault=close@finish", "fault=cut@finish", "fault=reset@finish"],
            ["", ",finish-in=last", ",finish-in=signature"]
        )
        func howTheConnectionEndsBehindTheReasonDoesNotMatter(_ fault: String, _ place: String) async throws {
            let request = GenerationRequest("google/\(TestedProvider.google.model(fault + place))")
            let result = try await Shared.deployment.client().stream(request)
            #expect(result.finalChunk?.text == SimulatorText.standard)
            #expect(result.finalChunk?.usage == TokenUsage(prompt: 4, completion: 8))
        }
    }
}
