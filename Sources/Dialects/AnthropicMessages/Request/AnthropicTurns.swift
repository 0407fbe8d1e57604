// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Writes the messages of a request.
///
/// Source: Claude API reference, create a message, `messages`.
enum AnthropicTurns {
    static func write(_ turns: [ChatTurn], to writer: inout JSONWriter) throws(Unsupported) {
        writer.beginArray()
        for turn in turns {
            if let text = turn.onlyText {
                writer.beginObject()
                writer.key("role")
                writer.string(turn.role.rawValue)
                writer.key("content")
                writer.string(utf8: text)
                writer.endObject()
            } else {
                try write(turn, to: &writer)
            }
        }
        writer.endArray()
    }

    private static func write(_ turn: ChatTurn, to writer: inout JSONWriter) throws(Unsupported) {
        let parts = turn.parts.filter { isSent($0.part) }
        if parts.isEmpty { return }
        writer.beginObject()
        writer.key("role")
        writer.string(turn.role.rawValue)
        writer.key("content")
        writer.beginArray()
        for part in parts { try write(part.part, at: part.place, to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    /// Whether a part is sent: blank texts are rejected, and so are thoughts that Anthropic has not signed.
    static func isSent(_ part: MessagePart) -> Bool {
        switch part {
        case .text(let text): !text.text.allSatisfy(\.isJSONBlank)
        case .refusal(let text): !text.allSatisfy(\.isJSONBlank)
        case .reasoning(let reasoning): reasoning.opaque?.vendor == .anthropic
        case .media, .toolCall, .toolResult, .vendor: true
        }
    }

    private static func write(
        _ part: MessagePart,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        switch part {
        case .text(let text): write(text, to: &writer)
        case .refusal(let text): write(TextPart(text), to: &writer)
        case .media(let media): try AnthropicMedia.write(media, at: place, to: &writer)
        case .toolCall(let call): try write(call, at: place, to: &writer)
        case .toolResult(let result): try write(result, at: place, to: &writer)
        case .reasoning(let reasoning): write(reasoning, to: &writer)
        case .vendor(let value) where value.vendor == .anthropic: writer.raw(value.json)
        case .vendor: throw Unsupported(place, "is something that only another provider knows")
        }
    }

    /// Writes a block of text.
    static func write(_ text: TextPart, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string("text")
        writer.key("text")
        writer.string(utf8: text.text)
        write(text.cacheHint, to: &writer)
        writer.endObject()
    }

    private static func write(
        _ call: ToolCall,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        let input = try call.object(at: place)
        writer.beginObject()
        writer.key("type")
        writer.string("tool_use")
        writer.member("id", ToolCallID.plain(call.id))
        writer.member("name", call.name)
        writer.member("input", json: input)
        writer.endObject()
    }

    private static func write(
        _ result: ToolResult,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        let parts = result.parts.filter(isSent)
        writer.beginObject()
        writer.key("type")
        writer.string("tool_result")
        writer.member("tool_use_id", ToolCallID.plain(result.callID))
        if !parts.isEmpty {
            writer.key("content")
            writer.beginArray()
            for part in parts { try write(part, at: place, to: &writer) }
            writer.endArray()
        }
        if result.isError { writer.member("is_error", true) }
        write(result.cacheHint, to: &writer)
        writer.endObject()
    }

    private static func write(_ reasoning: ReasoningPart, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        if reasoning.isRedacted {
            writer.string("redacted_thinking")
            writer.member("data", reasoning.opaque?.value)
        } else {
            writer.string("thinking")
            writer.key("thinking")
            writer.string(utf8: reasoning.text)
            writer.member("signature", reasoning.opaque?.value)
        }
        writer.endObject()
    }

    /// Writes that everything up to here is worth keeping.
    ///
    /// Source: Claude docs, prompt caching.
    static func write(_ hint: CacheHint?, to writer: inout JSONWriter) {
        guard let hint else { return }
        writer.key("cache_control")
        writer.beginObject()
        writer.key("type")
        writer.string("ephemeral")
        // Five minutes are what it means by itself.
        if hint == .oneHour {
            writer.key("ttl")
            writer.string(hint.rawValue)
        }
        writer.endObject()
    }
}
