// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// What is read out of Anthropic's answers.
    ///
    /// The simulator's streams have pings and padding in any case.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct AnthropicAnswerTests {
        private func ask(_ keys: String) async throws -> GenerationAnswer {
            let request = GenerationRequest("anthropic/\(TestedProvider.anthropic.model(keys))")
            return try await Shared.deployment.client().askBothWays(request)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["reasoning=5", "reasoning=5,parts=3", "reasoning=1,split=1"])
        func thinkingIsCountedAndNotTold(_ keys: String) async throws {
            let answer = try await ask(keys)
            #expect(answer.content == SimulatorText.standard)
            #expect(answer.usage == TokenUsage(prompt: 4, completion: keys.contains("=5") ? 13 : 9))
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["parts=1", "parts=3", "parts=8"])
        func allTextBlocksAreTheText(_ keys: String) async throws {
            #expect(try await ask(keys).content == SimulatorText.standard)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "usage=on", "usage=every", "usage=float", "usage=changing", "usage=changing,reasoning=0,split=3",
                "cached=3", "cached=4", "cached=2,usage=changing", "finish-twice=on",
            ]
        )
        func theCountsOfTheEndOverrideThoseOfTheStart(_ keys: String) async throws {
            let answer = try await ask(keys)
            #expect(answer.content == SimulatorText.standard)
            #expect(answer.usage == TokenUsage(prompt: 4, completion: 8))
        }

        @Test(.timeLimit(.minutes(1)))
        func withoutCountsThereIsNoUsage() async throws {
            let answer = try await ask("usage=off")
            #expect(answer.content == SimulatorText.standard)
            #expect(answer.usage == nil)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "eol=crlf,split=1", "eol=lf,split=1", "eol=cr,split=2", "bom=on", "space=off", "comments=on",
                "comments=inside,split=3", "blank-end=off", "batch=100", "batch=100,split=7", "encoding=close",
                "escape=on,split=1", "content-type=application/octet-stream",
            ]
        )
        func theFramingDoesNotMatter(_ keys: String) async throws {
            let model = TestedProvider.anthropic.model("text=emoji,chunks=20,reasoning=2,\(keys)")
            let result = try await Shared.deployment.client().stream(GenerationRequest("anthropic/\(model)"))
            #expect(result.chunks.count == 20)
            #expect(result.text == Array(SimulatorText.emoji.joined().utf8))
            #expect(result.finalChunk?.usage == TokenUsage(prompt: 4, completion: 22))
        }

        @Test(.timeLimit(.minutes(1)))
        func aDocumentInPlaceOfAStreamIsTheAnswer() async throws {
            let model = TestedProvider.anthropic.model("fault=not-sse,reasoning=2,parts=2")
            let result = try await Shared.deployment.client().stream(GenerationRequest("anthropic/\(model)"))
            #expect(result.chunks.map(\.text) == [SimulatorText.standard])
            #expect(result.finalChunk?.usage == TokenUsage(prompt: 4, completion: 10))
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("end_turn", "stop"), ("stop_sequence", "stop"), ("pause_turn", "unknown"), ("max_tokens", "length"),
                ("model_context_window_exceeded", "length"), ("tool_use", "tool_calls"), ("refusal", "content_filter"),
            ]
        )
        func textThatEndedForAReasonIsAnAnswer(_ reason: String, _ told: String) async throws {
            let client = try Shared.deployment.client()
            let request = GenerationRequest("anthropic/\(TestedProvider.anthropic.model("finish=\(reason)"))")
            #expect(try await client.askBothWays(request).content == SimulatorText.standard)
            #expect(try await client.send(try request.plain).header("X-Finish-Reason") == told)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["fault=close@finish", "fault=cut@finish", "fault=reset@finish"])
        func aReasonWithoutTheLastEventIsEnough(_ fault: String) async throws {
            let request = GenerationRequest("anthropic/\(TestedProvider.anthropic.model(fault))")
            let result = try await Shared.deployment.client().stream(request)
            #expect(result.finalChunk?.text == SimulatorText.standard)
            #expect(result.finalChunk?.usage == TokenUsage(prompt: 4, completion: 8))
        }
    }
}
