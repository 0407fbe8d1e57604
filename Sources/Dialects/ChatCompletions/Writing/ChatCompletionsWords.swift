// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// What is said alike in a stream and in a document.
enum ChatCompletionsWords {
    /// OpenAI's word for why a model stopped; a model that has called tools has stopped for them, whatever its provider says.
    static func finishReason(_ completion: ChatCompletion, hasToolCalls: Bool) -> String {
        switch completion.finishReason {
        case .stop, .unknown: hasToolCalls ? FinishReason.toolCalls.rawValue : FinishReason.stop.rawValue
        case .length, .contentFilter, .toolCalls: completion.finishReason.rawValue
        }
    }

    /// Writes the tokens; null when they are not known.
    static func write(_ usage: Usage?, to writer: inout JSONWriter) {
        writer.key("usage")
        guard let usage else { return writer.null() }
        writer.beginObject()
        writer.member("prompt_tokens", usage.promptTokens)
        writer.member("completion_tokens", usage.completionTokens)
        writer.member("total_tokens", usage.totalTokens)
        writer.key("prompt_tokens_details")
        writer.beginObject()
        writer.member("cached_tokens", usage.details.cacheRead ?? 0)
        writer.member("cache_write_tokens", usage.details.cacheWrite)
        writer.endObject()
        writer.key("completion_tokens_details")
        writer.beginObject()
        writer.member("reasoning_tokens", usage.details.reasoning ?? 0)
        writer.endObject()
        writer.endObject()
    }

    /// Writes the members that say which tool is called and with what.
    static func write(
        _ kind: ToolCall.Kind,
        name: ByteString?,
        arguments: ArraySlice<UInt8>,
        to writer: inout JSONWriter
    ) {
        writer.key(kind == .custom ? "custom" : "function")
        writer.beginObject()
        writer.member("name", name)
        writer.key(kind == .custom ? "input" : "arguments")
        writer.string(utf8: arguments)
        writer.endObject()
    }

    /// Writes what Google wants to have back with a call, where its own servers of this dialect have it.
    static func write(_ opaque: OpaqueValue?, to writer: inout JSONWriter) {
        guard let opaque, opaque.vendor == .google else { return }
        writer.key("extra_content")
        writer.beginObject()
        writer.key("google")
        writer.beginObject()
        writer.member("thought_signature", opaque.value)
        writer.endObject()
        writer.endObject()
    }
}
