// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts
@testable import Dialects

/// What becomes of Gemini's answers, beyond the fixtures.
@Suite struct GeminiAnswerTests {
    private let provider = Provider.scripted("google")

    private func event(_ text: String, finishReason: String? = nil) -> String {
        let end = finishReason.map { #","finishReason":"\#($0)""# } ?? ""
        return #"{"candidates":[{"content":{"parts":[{"text":"\#(text)"}],"role":"model"}\#(end)}]}"#
    }

    private func stream(_ events: [String]) async -> Outcome {
        await Run.stream([.events(events, isDone: false)], from: provider, chat: .brief("gemini-2.5-flash"))
    }

    @Test(
        arguments: [
            ("STOP", .stop), ("MAX_TOKENS", .length), ("SAFETY", .contentFilter), ("RECITATION", .contentFilter),
            ("BLOCKLIST", .contentFilter), ("PROHIBITED_CONTENT", .contentFilter), ("SPII", .contentFilter),
            ("MODEL_ARMOR", .contentFilter), ("IMAGE_SAFETY", .contentFilter),
            ("IMAGE_PROHIBITED_CONTENT", .contentFilter), ("IMAGE_RECITATION", .contentFilter),
            ("MALFORMED_FUNCTION_CALL", nil), ("UNEXPECTED_TOOL_CALL", nil), ("TOO_MANY_TOOL_CALLS", nil),
            ("MALFORMED_RESPONSE", nil), ("MISSING_THOUGHT_SIGNATURE", nil), ("LANGUAGE", .unknown),
            ("OTHER", .unknown),
            ("NO_IMAGE", .unknown), ("IMAGE_OTHER", .unknown), ("stop", .stop), ("NEW", .unknown),
        ] as [(String, FinishReason?)]
    )
    func finishReasons(_ word: String, _ expected: FinishReason?) async {
        let whole = await Run.complete([ScriptedResponse(event("Hello!", finishReason: word))], from: provider)
        for outcome in [await stream([event("Hello!", finishReason: word)]), whole] {
            #expect(outcome.completion?.finishReason == expected)
            guard expected == nil else { continue }
            #expect(outcome.error?.kind == .reported)
            #expect(outcome.error?.isRetriable == false)
            #expect(outcome.error?.message == "The provider google broke the answer off (finish reason \(word))")
        }
    }

    @Test(arguments: ["SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY", "JAILBREAK", "MODEL_ARMOR"])
    func blockReasons(_ word: String) async {
        let answer = #"{"promptFeedback":{"blockReason":"\#(word)"}}"#
        for outcome in [
            await stream([answer]), await Run.complete([ScriptedResponse(answer)], from: provider),
        ] {
            #expect(outcome.error?.kind == .filtered)
            #expect(outcome.error?.finishReason == .contentFilter)
            #expect(outcome.error?.message == "The provider google held the answer back (block reason \(word))")
        }
    }

    @Test func errorsKeepTheUsage() async {
        let usage = #""usageMetadata":{"promptTokenCount":9,"thoughtsTokenCount":5,"totalTokenCount":14}"#
        let answers = [
            #"{"candidates":[{"content":{},"finishReason":"SAFETY"}],\#(usage)}"#,
            #"{"candidates":[{"content":{"role":"model"},"finishReason":"MAX_TOKENS"}],\#(usage)}"#,
            #"{"candidates":[{"finishReason":"OTHER"}],\#(usage)}"#,
            #"{"promptFeedback":{"blockReason":"OTHER"},\#(usage)}"#,
        ]
        for answer in answers {
            let outcome = await stream([answer])
            #expect(
                outcome.error?.usage?.withoutDetails == Usage(promptTokens: 9, completionTokens: 5, totalTokens: 14)
            )
        }
    }

    @Test func theEndIsKnownOnlyAtTheEndOfTheBody() throws {
        var decoder = provider.dialect.decoder(limit: 1 << 20)
        var events: [ChatEvent] = []
        decoder.append(Array("data: \(event("Hello!", finishReason: "STOP"))\r\n\r\n".utf8))
        try decoder.decode { events.append($0) }
        #expect(events == [.start(AnswerStart()), .partOpen(.text), .text(ArraySlice("Hello!".utf8))])
        try decoder.finish { events.append($0) }
        let details = FinishDetails(field: "finish reason", word: "STOP")
        let completion = ChatCompletion(finishReason: .stop, usage: nil, details: details)
        #expect(events.dropFirst(3) == [.partClose, .completed(completion)])
    }

    @Test func aCutConnectionAfterTheEndOfTheAnswer() async {
        let events = ScriptedResponse.events([event("Hello!", finishReason: "STOP")], isDone: false)
        var response = events
        response.error = UpstreamError(.cutOff, "reset")
        let outcome = await Run.stream([response], from: provider)
        #expect(outcome.completion?.finishReason == .stop)
        #expect(outcome.text == "Hello!")
    }

    @Test func largeAndManyPieces() async {
        let large = String(repeating: "é\u{1F600}", count: 200_000)
        let one = await stream([event(large, finishReason: "STOP")])
        #expect(one.text == large)
        let many = await stream(Array(repeating: event("a "), count: 50_000) + [event("b", finishReason: "STOP")])
        #expect(many.text.utf8.count == 100_001)
        #expect(many.completion?.finishReason == .stop)
        let parts = Array(repeating: #"{"text":"a "}"#, count: 50_000).joined(separator: ",")
        let joined = await stream([#"{"candidates":[{"content":{"parts":[\#(parts)]},"finishReason":"STOP"}]}"#])
        #expect(joined.text.utf8.count == 100_000)
    }

    @Test func detailsOfErrors() {
        func report(_ details: String) -> ProviderReport {
            let error = #"{"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED","details":\#(details)}}"#
            return ProviderReport(body: Array(error.utf8))
        }
        let expected = { (code: String, retryAfter: Int?) in
            ProviderReport(
                message: "m",
                code: ByteString(code),
                type: "RESOURCE_EXHAUSTED",
                status: 429,
                retryAfter: retryAfter
            )
        }
        let prefix = #"{"@type":"type.googleapis.com/google.rpc."#
        #expect(report("[]") == expected("429", nil))
        #expect(report(#"[\#(prefix)RetryInfo","retryDelay":"0.001s"}]"#) == expected("429", 1))
        #expect(report(#"[\#(prefix)RetryInfo","retryDelay":"0s"}]"#) == expected("429", 0))
        #expect(report(#"[\#(prefix)RetryInfo","retryDelay":"999999s"}]"#) == expected("429", 86_400))
        #expect(report(#"[\#(prefix)RetryInfo","retryDelay":"-1s"}]"#) == expected("429", nil))
        #expect(report(#"[\#(prefix)RetryInfo","retryDelay":48}]"#) == expected("429", nil))
        #expect(report(#"[\#(prefix)ErrorInfo","reason":"X"}]"#) == expected("X", nil))
        #expect(report(#"[\#(prefix)QuotaFailure","violations":[{"quotaId":"APerMinute"}]}]"#) == expected("429", nil))
        let day = #"\#(prefix)QuotaFailure","violations":[{"quotaId":"APerMinute"},{"quotaId":"BPerDayPerModel"}]}"#
        let delay = #"\#(prefix)RetryInfo","retryDelay":"9s"}"#
        #expect(report("[\(day),\(delay)]") == expected("BPerDayPerModel", nil))
        #expect(report("[\(delay),\(day)]") == expected("BPerDayPerModel", nil))
    }
}
