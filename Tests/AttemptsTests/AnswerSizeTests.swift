// SPDX-License-Identifier: Apache-2.0

import Chat
import Dialects
import Providers
import Testing
import UpstreamTesting

@testable import Attempts

/// What an answer may take, and that the work on it grows with its size and not faster.
@Suite struct AnswerSizeTests {
    private let limits = ProviderLimits(answer: 60_000, errorBody: 1_000, event: 100_000)

    private func events(_ text: String, count: Int) -> ScriptedResponse {
        .events(
            Array(repeating: #"{"choices":[{"index":0,"delta":{"content":"\#(text)"}}]}"#, count: count)
                + [#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#]
        )
    }

    /// A control character is one byte here, and six in the gateway's own JSON.
    @Test func theLimitCountsWhatTheAnswerTakesAsJSON() async {
        let control = #"\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u000b\u000e\u000f"#
        #expect(await Run.stream([events(control, count: 900)], limits: limits).error == nil)
        #expect(await Run.stream([events(control, count: 2_500)], limits: limits).error?.kind == .invalidResponse)
        #expect(await Run.complete([events(control, count: 2_500)], limits: limits).error?.kind == .invalidResponse)
        #expect(await Run.stream([events("0123456789", count: 5_900)], limits: limits).error == nil)
        #expect(await Run.stream([events("0123456789", count: 6_100)], limits: limits).error?.kind == .invalidResponse)
    }

    @Test(.timeLimit(.minutes(1))) func aMemberThatComesAgainAndAgainCostsItsOwnSize() async {
        let candidates =
            #""candidates":[{"content":{"parts":[{"text":"abcdefghijklmnopqrstuvwxyz"}]},"finishReason":"STOP"}],"#
        let gemini = ScriptedResponse("{" + String(repeating: candidates, count: 40_000) + #""x":1}"#)
        let outcome = await Run.complete([gemini], from: .scripted("google"), chat: .brief("m"))
        #expect(outcome.text == "abcdefghijklmnopqrstuvwxyz")
        let choices = #""choices":[{"message":{"content":"abc"},"finish_reason":"stop"}],"#
        let other = ScriptedResponse("{" + String(repeating: choices, count: 40_000) + #""x":1}"#)
        #expect(await Run.complete([other], from: .scripted("openai")).text == "abc")
        let glued = ScriptedResponse(
            "data: " + String(repeating: #"{"choices":[{"delta":{"content":"a"}}]}"#, count: 40_000) + "\n\n"
        )
        #expect(await Run.stream([glued]).text.utf8.count == 40_000)
    }
}
