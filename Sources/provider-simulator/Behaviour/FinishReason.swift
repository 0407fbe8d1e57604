// SPDX-License-Identifier: Apache-2.0

/// The finish reason of an answer (`finish=`).
///
/// The first five are OpenAI's words, which every dialect writes in its own; the others are sent as they are.
struct FinishReason: RawRepresentable, CaseIterable, Equatable {
    static let stop = FinishReason(word: "stop")
    static let length = FinishReason(word: "length")
    static let contentFilter = FinishReason(word: "content_filter")
    static let toolCalls = FinishReason(word: "tool_calls")
    /// No chunk ever carries one; null in a plain answer.
    static let none = FinishReason(word: "none")

    static let allCases = [stop, length, contentFilter, toolCalls, none] + others.map(FinishReason.init(word:))

    private static let others = [
        "function_call", "end_turn", "stop_sequence", "pause_turn", "max_tokens", "model_context_window_exceeded",
        "tool_use", "refusal", "STOP", "MAX_TOKENS", "SAFETY", "RECITATION", "LANGUAGE", "OTHER", "BLOCKLIST",
        "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR", "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL",
        "TOO_MANY_TOOL_CALLS", "MALFORMED_RESPONSE", "MISSING_THOUGHT_SIGNATURE", "IMAGE_SAFETY",
        "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION", "NO_IMAGE", "FINISH_REASON_UNSPECIFIED",
    ]

    let rawValue: String

    init?(rawValue: String) {
        self.init(word: rawValue)
        guard Self.allCases.contains(self) else { return nil }
    }

    private init(word: String) {
        rawValue = word
    }

    /// The word on the wire, nil for `none`, in a dialect that has other words for some.
    func word(_ translations: [String: String] = [:]) -> String? {
        self == .none ? nil : translations[rawValue] ?? rawValue
    }
}
