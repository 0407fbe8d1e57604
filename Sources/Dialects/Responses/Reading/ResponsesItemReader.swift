// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Reads the items of a request for a response as messages.
///
/// What an assistant has said, thought and called in items behind each other is one message; so are the results behind each other.
/// Source: OpenAI API reference, create a model response, `input`.
enum ResponsesItemReader {
    private enum Kind { case message, call, customCall, output, reasoning, stored }

    private static let kinds: [(String, Kind)] = [
        ("message", .message), ("function_call", .call), ("custom_tool_call", .customCall),
        ("function_call_output", .output), ("custom_tool_call_output", .output), ("reasoning", .reasoning),
        ("item_reference", .stored), ("compaction", .stored),
    ]
    private static let roles: [(String, ChatMessage.Role)] = [
        ("user", .user), ("assistant", .assistant), ("system", .system), ("developer", .developer),
    ]

    /// The messages of a request, of which there is at least one.
    static func messages(of request: RequestValue) throws(InvalidRequest) -> [ChatMessage] {
        var messages: [ChatMessage] = []
        if let text = try request["instructions"].text(), !text.isEmpty {
            messages.append(ChatMessage(role: .developer, content: text.bytes))
        }
        let input = request["input"]
        if case .string(let text)? = input.json {
            messages.append(ChatMessage(role: .user, content: text.bytes))
            return messages
        }
        guard case .array? = input.json, let items = try input.elements() else {
            let isChat = input.isAbsent && !request["messages"].isAbsent
            let hint = isChat ? "; a body with \"messages\" belongs to /v1/chat/completions" : ""
            throw input.failure("a string or an array of items\(hint)")
        }
        guard !items.isEmpty else { throw input.failure("an array with one item or more", .range) }
        // Whether the last message is made of items that are no messages themselves.
        var isOpen = false
        for (place, item) in items.enumerated() { try append(item, place, to: &messages, &isOpen) }
        guard !messages.isEmpty else { throw input.failure("an item that says something", .value) }
        return messages
    }

    private static func append(
        _ item: RequestValue,
        _ place: Int,
        to messages: inout [ChatMessage],
        _ isOpen: inout Bool
    ) throws(InvalidRequest) {
        try item.requireObject()
        let kind = try item["type"].word(kinds)
        guard let kind = kind ?? (item["role"].isAbsent ? nil : .message) else {
            throw item["type"].failure("a type of item")
        }
        let part: MessagePart
        var role = ChatMessage.Role.assistant
        switch kind {
        case .message: return try appendMessage(item, place, to: &messages, &isOpen)
        case .stored:
            throw item["type"].unsupported("names what is not stored here: send store:false and the items themselves")
        case .call: part = .toolCall(try call(item, .function))
        case .customCall: part = .toolCall(try call(item, .custom))
        case .reasoning:
            guard let reasoning = try reasoning(item) else { return }
            part = .reasoning(reasoning)
        case .output:
            role = .user
            let id = try item["call_id"].requiredText()
            part = .toolResult(ToolResult(callID: id, parts: try ResponsesPartReader.parts(item["output"])))
        }
        if isOpen, let last = messages.last, last.role == role {
            messages[messages.count - 1].parts.append(part)
        } else {
            messages.append(ChatMessage(role: role, parts: [part], place: place))
        }
        isOpen = true
    }

    private static func appendMessage(
        _ item: RequestValue,
        _ place: Int,
        to messages: inout [ChatMessage],
        _ isOpen: inout Bool
    ) throws(InvalidRequest) {
        guard let role = try item["role"].word(roles) else { throw item["role"].failure("a role") }
        let parts = try ResponsesPartReader.parts(item["content"])
        if role == .assistant, isOpen, messages.last?.role == .assistant {
            messages[messages.count - 1].parts += parts
        } else {
            messages.append(ChatMessage(role: role, parts: parts, place: place))
        }
        isOpen = role == .assistant
    }

    private static func call(_ item: RequestValue, _ kind: ToolCall.Kind) throws(InvalidRequest) -> ToolCall {
        ToolCall(
            id: try item["call_id"].requiredText(),
            name: try item["name"].requiredText(),
            arguments: Array(try item[kind == .custom ? "input" : "arguments"].text()?.bytes ?? []),
            kind: kind
        )
    }

    /// What was thought; nil where nothing came with it that a provider takes back.
    private static func reasoning(_ item: RequestValue) throws(InvalidRequest) -> ReasoningPart? {
        var summary: [UInt8] = []
        for part in try item["summary"].elements() ?? [] { summary += try ChatCompletionsPartReader.text(part["text"]) }
        guard let text = try item["encrypted_content"].text(), !text.isEmpty else { return nil }
        let opaque = OpaqueValue(wrapped: text, for: .openAI)
        return ReasoningPart(summary[...], opaque: opaque)
    }
}
