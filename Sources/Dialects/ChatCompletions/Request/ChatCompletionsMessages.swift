// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Writes the messages of a chat completion.
///
/// Text without anything else is a string, also where it came in several parts: every server takes that.
/// Source: OpenAI API reference, create a chat completion, `messages`.
struct ChatCompletionsMessages {
    /// Whether tools that take any text may be named as such.
    let customTools: Bool

    func write(_ messages: [ChatMessage], to writer: inout JSONWriter) throws(Unsupported) {
        writer.beginArray()
        for (index, message) in messages.enumerated() {
            if let text = message.onlyText {
                writeText(text, from: Self.word(message.role), to: &writer)
            } else {
                try write(message, at: message.place ?? index, to: &writer)
            }
        }
        writer.endArray()
    }

    /// The word for who speaks: a developer is called the system, which all servers know and OpenAI takes for the same.
    private static func word(_ role: ChatMessage.Role) -> String {
        role == .developer ? ChatMessage.Role.system.rawValue : role.rawValue
    }

    private func write(_ message: ChatMessage, at index: Int, to writer: inout JSONWriter) throws(Unsupported) {
        switch message.role {
        case .system, .developer:
            writeText(message.texts.joinedByBlankLines, from: Self.word(message.role), to: &writer)
        case .user: try writeUser(message, at: index, to: &writer)
        case .assistant: try writeAssistant(message, at: index, to: &writer)
        }
    }

    private func writeText(_ text: ArraySlice<UInt8>, from role: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("role")
        writer.string(role)
        writer.key("content")
        writer.string(utf8: text)
        writer.endObject()
    }

    /// Writes the results of tools, each a message of its own, and then what else the user says.
    private func writeUser(_ message: ChatMessage, at index: Int, to writer: inout JSONWriter) throws(Unsupported) {
        var content: [(part: MessagePart, number: Int)] = []
        for (number, part) in message.parts.enumerated() {
            guard case .toolResult(let result) = part else { continue }
            write(result, to: &writer)
            // A result cannot hold a picture here, so the user shows it.
            content += result.parts.filter { if case .media = $0 { true } else { false } }.map { ($0, number) }
        }
        for (number, part) in message.parts.enumerated() {
            if case .toolResult = part { continue }
            content.append((part, number))
        }
        if content.isEmpty { return }
        let texts = content.map(\.part).texts
        if texts.count == content.count {
            return writeText(texts.joinedByBlankLines, from: Self.word(message.role), to: &writer)
        }
        writer.beginObject()
        writer.key("role")
        writer.string(Self.word(message.role))
        writer.key("content")
        writer.beginArray()
        for (part, number) in content {
            try ChatCompletionsMedia.write(part, at: .part(number, ofMessage: index), to: &writer)
        }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ result: ToolResult, to writer: inout JSONWriter) {
        var texts = result.parts.texts
        if texts.count < result.parts.count { texts.append(Array("[The tool's media follow below.]".utf8)[...]) }
        var text = texts.joinedByBlankLines
        if result.isError { text = Array("Error: ".utf8)[...] + text }
        writer.beginObject()
        writer.key("role")
        writer.string("tool")
        writer.member("tool_call_id", ToolCallID.short(result.callID))
        writer.key("content")
        writer.string(utf8: text)
        writer.endObject()
    }

    /// Writes what the model has said; its reasoning is left out, which no server of this dialect wants back.
    private func writeAssistant(
        _ message: ChatMessage,
        at index: Int,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        var text: ArraySlice<UInt8>?
        var refusal: ArraySlice<UInt8>?
        var calls: [ToolCall] = []
        for (number, part) in message.parts.enumerated() {
            switch part {
            case .text(let piece): text = (text ?? []) + piece.text
            case .refusal(let piece): refusal = (refusal ?? []) + piece
            case .toolCall(let call): calls.append(call)
            case .reasoning: break
            case .media, .toolResult, .vendor:
                throw Unsupported(
                    .part(number, ofMessage: index),
                    "is nothing that an assistant says in chat completions"
                )
            }
        }
        if text == nil, refusal == nil, calls.isEmpty { return }
        writer.beginObject()
        writer.key("role")
        writer.string("assistant")
        writer.key("content")
        if let text { writer.string(utf8: text) } else { writer.null() }
        if let refusal {
            writer.key("refusal")
            writer.string(utf8: refusal)
        }
        if !calls.isEmpty { write(calls, to: &writer) }
        writer.endObject()
    }

    private func write(_ calls: [ToolCall], to writer: inout JSONWriter) {
        writer.key("tool_calls")
        writer.beginArray()
        for call in calls {
            let isCustom = call.kind == .custom && customTools
            let type = isCustom ? "custom" : "function"
            writer.beginObject()
            writer.member("id", ToolCallID.short(call.id))
            writer.key("type")
            writer.string(type)
            writer.key(type)
            writer.beginObject()
            writer.member("name", call.name)
            writer.key(isCustom ? "input" : "arguments")
            writer.string(utf8: arguments(of: call))
            writer.endObject()
            writer.endObject()
        }
        writer.endArray()
    }

    private func arguments(of call: ToolCall) -> ArraySlice<UInt8> {
        if call.kind == .custom {
            return customTools ? call.arguments[...] : CustomToolInput.object(call.arguments[...])
        }
        return call.arguments.isEmpty ? Array("{}".utf8)[...] : call.arguments[...]
    }
}
