// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// What is said alike in a stream and in a document.
///
/// Source: Claude API reference, the message object; Claude docs, handling stop reasons.
enum AnthropicWords {
    /// Why a model stopped; one that has called tools has stopped for them, whatever its provider says.
    static func stopReason(_ completion: ChatCompletion, hasToolCalls: Bool, hasRefused: Bool) -> String {
        switch completion.finishReason {
        case .contentFilter: return "refusal"
        case .length:
            let isFull = completion.details?.word.lowercased.contains("context_window") == true
            return isFull ? "model_context_window_exceeded" : "max_tokens"
        case .stop, .unknown, .toolCalls: break
        }
        if hasRefused { return "refusal" }
        if hasToolCalls { return "tool_use" }
        if completion.stopSequence != nil { return "stop_sequence" }
        return completion.details?.word == "pause_turn" ? "pause_turn" : "end_turn"
    }

    /// Writes the members that say why a model stopped.
    static func writeStop(
        _ completion: ChatCompletion,
        hasToolCalls: Bool,
        hasRefused: Bool,
        to writer: inout JSONWriter
    ) {
        let reason = stopReason(completion, hasToolCalls: hasToolCalls, hasRefused: hasRefused)
        writer.key("stop_reason")
        writer.string(reason)
        writer.key("stop_sequence")
        if reason == "stop_sequence", let text = completion.stopSequence { writer.string(text) } else { writer.null() }
        guard completion.finishReason == .contentFilter else { return }
        writer.key("stop_details")
        writer.beginObject()
        writer.key("type")
        writer.string("refusal")
        writer.key("category")
        writer.null()
        writer.key("explanation")
        if let text = completion.details?.message { writer.string(text) } else { writer.null() }
        writer.endObject()
    }

    /// Writes the tokens; zeros where they are not known, because clients take them for numbers.
    static func write(_ usage: Usage?, to writer: inout JSONWriter) {
        let details = usage?.details ?? TokenDetails()
        let (read, written) = (details.cacheRead ?? 0, details.cacheWrite ?? 0)
        writer.key("usage")
        writer.beginObject()
        writer.member("input_tokens", max(0, max(0, (usage?.promptTokens ?? 0) - read) - written))
        writer.member("cache_creation_input_tokens", written)
        writer.member("cache_read_input_tokens", read)
        writer.member("output_tokens", usage?.completionTokens ?? 0)
        if let thinking = details.reasoning {
            writer.key("output_tokens_details")
            writer.beginObject()
            writer.member("thinking_tokens", thinking)
            writer.endObject()
        }
        writer.endObject()
    }

    /// The arguments of a call as an object, which clients need: a text that is none is its member `input`.
    static func input(_ arguments: [UInt8]) -> ArraySlice<UInt8> {
        if arguments.allSatisfy(\.isJSONBlank) { return Array("{}".utf8)[...] }
        return arguments.isJSONObject ? arguments[...] : CustomToolInput.object(arguments[...])
    }
}
