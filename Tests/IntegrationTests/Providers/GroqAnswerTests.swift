// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// What Groq answers.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct GroqAnswerTests {
        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["usage=groq", "usage=xgroq", "usage=on", "usage=groq,finish-in=last", "usage=xgroq,split=3"]
        )
        func theUsageIsFoundInEachOfItsPlaces(_ keys: String) async throws {
            let model = AskedModel(.groq, keys: keys)
            let final = try #require(try await model.stream().finalChunk)
            #expect(final.text == SimulatorText.standard)
            #expect(final.usage == AskedModel.usualUsage)
            let answer = try await model.ask(.generation).decode(GenerationAnswer.self)
            #expect(answer.usage == AskedModel.usualUsage)
        }

        @Test(.timeLimit(.minutes(1)))
        func withoutCountsTheUsageIsNull() async throws {
            let model = AskedModel(.groq, keys: "usage=off")
            let final = try #require(try await model.stream().finalChunk)
            #expect(final.usage == nil)
            #expect(try await model.ask(.generation).decode(GenerationAnswer.self).usage == nil)
        }

        /// With and without a channel; and a model that writes it into the text unless it is told not to.
        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["openai/gpt-oss-20b", "llama-3.3-70b-versatile", "qwen/qwen3-32b", "deepseek-r1-distill"]
        )
        func reasoningIsNoText(_ name: String) async throws {
            let model = AskedModel("groq", "\(name)-\(ModelName.unique("reasoning=4,choose=2"))")
            let result = try await model.stream()
            #expect(result.chunks.count == 8)
            #expect(result.finalChunk?.text == SimulatorText.standard)
            #expect(result.finalChunk?.usage == TokenUsage(prompt: 5, completion: 12))
            let plain = try await model.ask(.generation).decode(GenerationAnswer.self)
            #expect(plain.content == SimulatorText.standard)
            let choice = try await model.ask(.classification).decode(ClassificationAnswer.self)
            #expect(choice.content == AskedModel.classes[1])
            let summary = try await model.ask(.summarization).decode(SummarizationAnswer.self)
            #expect(summary.content.summary + " " == SimulatorText.standard)
        }

        @Test(.timeLimit(.minutes(1)), arguments: AskedModel.Way.allCases)
        func reasoningThatTookAllTokensIsAnErrorThatSaysSo(_ way: AskedModel.Way) async throws {
            let model = AskedModel(.groq, keys: "reasoning=7,chunks=0,finish=length")
            let message = try await model.ask(way).expectErrorOf(.groq, status: "200")
            #expect(message.contains("used all 7 tokens without writing any text"))
        }

        @Test(.timeLimit(.minutes(1)))
        func aFailureAfterTheFirstTokenIsANamedEvent() async throws {
            let keys = "code=tool_use_failed,message=Failed_to_call_a_function.,fault=error-event"
            let result = try await AskedModel(.groq, keys: keys + "@3").stream()
            #expect(result.chunks.map(\.text) == ["The ", "quick ", "brown "])
            #expect(result.finalChunk == nil)
            #expect(try #require(result.error).contains("Failed to call a function."))
            // Before the first token the status that the event gives can still be told.
            let response = try await AskedModel(.groq, keys: keys).ask(.stream)
            #expect(try response.expectErrorOf(.groq, status: "500").contains("Failed to call a function."))
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("status=400,code=tool_use_failed,message=Failed_to_call.", "400", "Failed to call.", nil),
                ("status=401", "401", "Invalid API Key", nil), ("key=another", "401", "Invalid API Key", nil),
                ("status=404", "404", "does not exist", nil),
                ("status=413", "413", "tokens per minute", nil), ("status=422", "422", "invalid", nil),
                ("status=424", "424", "invalid", nil), ("status=429", "429", "Rate limit", "8"),
                ("status=429,retry-after=3", "429", "Rate limit", "3"), ("status=498", "498", "capacity", nil),
                ("status=499,message=Request_cancelled", "499", "Request cancelled", nil),
                ("status=502", "502", "Internal Server Error", nil), ("status=503", "503", "unavailable", nil),
            ]
        )
        func anErrorWithoutParameterIsReadAndNotTriedAgain(
            _ keys: String,
            _ status: String,
            _ part: String,
            _ seconds: String?
        ) async throws {
            for way in AskedModel.Way.allCases {
                let model = AskedModel(.groq, keys: keys)
                let response = try await model.ask(way)
                #expect(try response.expectErrorOf(.groq, status: status).contains(part))
                #expect(response.header("Retry-After") == seconds)
                #expect(try await model.received().count == 1)
            }
        }
    }
}
