// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Reads the messages of a request for a chat completion.
///
/// Source: OpenAI API reference, create a chat completion, `messages`.
enum ChatCompletionsMessageReader {
    private enum Role { case system, developer, user, assistant, tool }

    private static let roles: [(String, Role)] = [
        ("user", .user), ("assistant", .assistant), ("system", .system), ("developer", .developer), ("tool", .tool),
    ]

    /// The messages of a request, of which there is at least one.
    static func messages(of request: RequestValue) throws(InvalidRequest) -> [ChatMessage] {
        let field = request["messages"]
        guard let elements = try field.elements() else {
            let hint = request["input"].isAbsent ? "" : "; a body with \"input\" belongs to /v1/responses"
            throw InvalidRequest(.missing, field.path, "messages: expected an array, got nothing\(hint)")
        }
        guard !elements.isEmpty else { throw field.failure("an array with one message or more", .range) }
        var messages: [ChatMessage] = []
        for element in elements { messages.append(try message(element)) }
        return messages
    }

    private static func message(_ message: RequestValue) throws(InvalidRequest) -> ChatMessage {
        try message.requireObject()
        guard let role = try message["role"].word(roles) else { throw message["role"].failure("a role") }
        let content = message["content"]
        switch role {
        case .system: return ChatMessage(role: .system, parts: try ChatCompletionsPartReader.texts(content))
        case .developer: return ChatMessage(role: .developer, parts: try ChatCompletionsPartReader.texts(content))
        case .user: return ChatMessage(role: .user, parts: try ChatCompletionsPartReader.parts(content))
        case .assistant: return ChatMessage(role: .assistant, parts: try assistantParts(message))
        case .tool:
            let result = ToolResult(
                callID: try message["tool_call_id"].presentText(),
                parts: try ChatCompletionsPartReader.texts(content)
            )
            return ChatMessage(role: .user, parts: [.toolResult(result)])
        }
    }

    private static func assistantParts(_ message: RequestValue) throws(InvalidRequest) -> [MessagePart] {
        guard message["function_call"].isAbsent else {
            throw message["function_call"].unsupported("is not supported: tool_calls are")
        }
        var parts = message["content"].isAbsent ? [] : try ChatCompletionsPartReader.parts(message["content"])
        if let refusal = try message["refusal"].text(), !refusal.isEmpty { parts.append(.refusal(refusal.bytes)) }
        for call in try message["tool_calls"].elements() ?? [] { parts.append(.toolCall(try toolCall(call))) }
        return parts
    }

    private static func toolCall(_ call: RequestValue) throws(InvalidRequest) -> ToolCall {
        try call.requireObject()
        let isCustom = !call["custom"].isAbsent
        let function = call[isCustom ? "custom" : "function"]
        try function.requireObject()
        let signature = try call["extra_content"]["google"]["thought_signature"].text()
        return ToolCall(
            id: try call["id"].presentText(),
            name: try function["name"].requiredText(),
            arguments: Array(try function[isCustom ? "input" : "arguments"].text()?.bytes ?? []),
            kind: isCustom ? .custom : .function,
            opaque: signature.map { OpaqueValue(vendor: .google, $0) }
        )
    }
}
