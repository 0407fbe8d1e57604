// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// What OpenAI's models answer.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct OpenAIAnswerTests {
        @Test(.timeLimit(.minutes(1)), arguments: ["usage=on", "usage=then-null", "usage=float", "role=null"])
        func theUsageOfAStreamIsTheLastThatHasCounts(_ keys: String) async throws {
            // Cached tokens are part of the prompt's, reasoning is part of the completion's.
            let model = AskedModel(.openai, keys: "\(keys),cached=2,reasoning=3")
            let final = try #require(try await model.stream().finalChunk)
            #expect(final.text == SimulatorText.standard)
            #expect(final.usage == TokenUsage(prompt: 5, completion: 11))
            let answer = try await model.ask(.generation).decode(GenerationAnswer.self)
            #expect(answer.usage == TokenUsage(prompt: 5, completion: 11))
            #expect(try await model.received().first?.streamOptions?.includeUsage == true)
        }

        @Test(.timeLimit(.minutes(1)), arguments: AskedModel.Way.allCases)
        func aRefusalIsAnErrorThatSaysSo(_ way: AskedModel.Way) async throws {
            let model = AskedModel(.openai, keys: "fault=refusal")
            let message = try await model.ask(way).expectErrorOf(.openai, status: "200")
            #expect(message.contains("refused to answer: I'm sorry, but I can't help with that."))
            // A model that refuses is not asked again.
            #expect(try await model.received().count == 1)
        }

        @Test(.timeLimit(.minutes(1)), arguments: AskedModel.Way.allCases)
        func reasoningThatTookAllTokensIsAnErrorThatSaysSo(_ way: AskedModel.Way) async throws {
            let model = AskedModel(.openai, keys: "reasoning=7,chunks=0,finish=length")
            let message = try await model.ask(way).expectErrorOf(.openai, status: "200")
            #expect(message.contains("used all 7 tokens without writing any text"))
        }

        @Test(.timeLimit(.minutes(1)))
        func theOldWordForToolCallsIsKnown() async throws {
            let response = try await AskedModel(.openai, keys: "finish=function_call").ask(.generation)
            #expect(response.header("X-Finish-Reason") == "tool_calls")
            #expect(try response.decode(GenerationAnswer.self).content == SimulatorText.standard)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("code=rate_limit_exceeded,message=Please_try_again_in_1m30.5s.", "91"),
                ("code=rate_limit_exceeded,type=tokens,message=Please_try_again_in_6ms.", "1"),
                ("code=slow_down,retry-after-ms=1500,retry-after=7", "2"),
                ("code=rate_limit_exceeded,retry-after=7,message=Please_try_again_in_20s.", "7"),
                ("code=insufficient_quota,type=insufficient_quota,message=Please_try_again_in_20s.", nil),
                ("code=credit_balance_exhausted,type=insufficient_quota,message=Please_try_again_in_20s.", nil),
                ("code=project_spend_limit_exceeded,type=insufficient_quota,message=Wait_20s.", nil),
            ]
        )
        func aLimitSaysWhenItEndsAndAQuotaDoesNot(_ keys: String, _ seconds: String?) async throws {
            for way in AskedModel.Way.allCases {
                let model = AskedModel(.openai, keys: "status=429,\(keys)")
                let response = try await model.ask(way)
                try response.expectErrorOf(.openai, status: "429")
                #expect(response.header("Retry-After") == seconds)
                #expect(try await model.received().count == 1)
            }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("status=400,code=context_length_exceeded,message=Your_input_exceeds_the_context_window.", "400"),
                ("status=404,code=model_not_found,message=The_model_does_not_exist.", "404"),
                ("status=400,code=content_filter,message=The_prompt_was_filtered.", "400"),
                ("status=503,code=server_is_overloaded,message=Overloaded.", "503"),
                ("status=403,code=unsupported_country_region_territory,message=Country_not_supported.", "403"),
            ]
        )
        func whatChangesNothingIsNotTriedAgain(_ keys: String, _ status: String) async throws {
            for way in AskedModel.Way.allCases {
                let model = AskedModel(.openai, keys: keys)
                try await model.ask(way).expectErrorOf(.openai, status: status)
                #expect(try await model.received().count == 1)
            }
        }
    }
}
