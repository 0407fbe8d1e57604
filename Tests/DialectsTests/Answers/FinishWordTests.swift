// SPDX-License-Identifier: Apache-2.0

import Chat
import JSONCoding
import Testing

@testable import Dialects

@Suite struct FinishWordTests {
    private func meaning(_ word: String) throws -> FinishWord {
        var writer = JSONWriter()
        writer.string(word)
        var reader = JSONReader(writer.take())
        return FinishWord(try reader.readString())
    }

    @Test(arguments: [
        (
            FinishWord.end(.stop),
            [
                "stop", "STOP", "Stop", "end_turn", "END-TURN", "eos", "eos_token", "stop_sequence", "COMPLETE",
                "finish_reason_stop", "done",
            ]
        ),
        (
            .end(.length),
            [
                "length", "LENGTH", "max_tokens", "MAX_TOKENS", "maxTokens", "max-output-tokens", "token limit reached",
                "model_context_window_exceeded", "ERROR_LIMIT", "out_of_tokens", "truncated", "budget_exhausted",
            ]
        ),
        (
            .end(.contentFilter),
            [
                "content_filter", "ContentFilter", "SAFETY", "sensitive", "refusal", "RECITATION", "PROHIBITED_CONTENT",
                "SPII", "MODEL_ARMOR", "image_safety", "guardrail_intervened", "content_moderation", "policy violation",
                "ERROR_TOXIC", "blocked_by_filter", "flagged",
            ]
        ),
        (.end(.toolCalls), ["tool_calls", "TOOL_USE", "function_call", "toolUse"]),
        (
            .failure,
            [
                "error", "network_error", "ABORT", "cancelled", "insufficient_system_resource",
                "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS", "rate_limit_exceeded",
                "time_limit", "timeout", "MISSING_THOUGHT_SIGNATURE", "internal-failure",
            ]
        ),
        (.nothing, ["null", "NULL", "None", "FINISH_REASON_UNSPECIFIED", "finish_reason_unspecified"]),
        (.end(.unknown), ["OTHER", "LANGUAGE", "pause_turn", "whatever", "moonrise", "停止", "default", "stop_or_not"]),
    ])
    func wordsMeanTheSameInAnyCaseAndWithAnySeparators(_ expected: FinishWord, _ words: [String]) throws {
        for word in words { #expect(try meaning(word) == expected, "\(word)") }
    }
}
