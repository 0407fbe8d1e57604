// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Reads the blocks of one message.
///
/// Source: Claude API reference, create a message, content blocks.
struct AnthropicBlockReader {
    /// Which blocks there may be, by who speaks.
    private static let types: [ChatMessage.Role: [ByteString]] = [
        .system: ["text"],
        .user: ["text", "image", "document", "tool_result"],
        .assistant: ["text", "image", "document", "tool_use", "thinking", "redacted_thinking"],
    ]
    /// Members of blocks that mean nothing elsewhere.
    private static let advisory = ["citations", "title", "context"]

    private let types: [ByteString]
    /// What Google wants to have back with the next call.
    private var signature: OpaqueValue?
    /// The names of what was left out.
    private(set) var ignored: Set<String> = []  // text: names of ours

    init(_ role: ChatMessage.Role) {
        types = Self.types[role] ?? []
    }

    /// What a block says; nil for one that stands for nothing by itself.
    mutating func part(_ block: RequestValue) throws(InvalidRequest) -> MessagePart? {
        try block.requireObject()
        let type = try block["type"].requiredText()
        guard types.contains(type) else { throw Self.refusal(of: block, type) }
        for name in Self.advisory where !block[name].isAbsent { ignored.insert(name) }
        switch type {
        case "text":
            return .text(TextPart(try Self.text(block["text"]), cacheHint: try AnthropicRequest.cacheHint(of: block)))
        case "image": return .media(try AnthropicSourceReader.media(.image, block))
        case "document": return .media(try AnthropicSourceReader.media(.document, block))
        case "tool_use": return .toolCall(try call(block))
        case "tool_result": return .toolResult(try result(block))
        case "redacted_thinking":
            let data = OpaqueValue(vendor: .anthropic, try block["data"].requiredText())
            return .reasoning(ReasoningPart([], opaque: data, isRedacted: true))
        default: return try thinking(block)
        }
    }

    private mutating func thinking(_ block: RequestValue) throws(InvalidRequest) -> MessagePart? {
        let text = try Self.text(block["thinking"])
        let signature = try block["signature"].text()
        let opaque = signature.flatMap { $0.isEmpty ? nil : OpaqueValue(wrapped: $0, for: .anthropic) }
        if opaque?.vendor == .google {
            // It is that of the call that follows.
            self.signature = opaque
            return text.isEmpty ? nil : .reasoning(ReasoningPart(text))
        }
        return text.isEmpty && opaque == nil ? nil : .reasoning(ReasoningPart(text, opaque: opaque))
    }

    private mutating func call(_ block: RequestValue) throws(InvalidRequest) -> ToolCall {
        defer { signature = nil }
        return ToolCall(
            id: try block["id"].presentText(),
            name: try block["name"].requiredText(),
            arguments: Array(try block["input"].objectText() ?? Array("{}".utf8)[...]),
            opaque: signature
        )
    }

    private mutating func result(_ block: RequestValue) throws(InvalidRequest) -> ToolResult {
        let content = block["content"]
        var parts: [MessagePart] = []
        if case .string(let text)? = content.json {
            parts = [.text(TextPart(text.bytes))]
        } else if !content.isAbsent {
            var reader = AnthropicBlockReader(.user)
            for element in try content.elements() ?? [] {
                try element.requireObject()
                guard try element["type"].requiredText() != "tool_result" else {
                    throw element["type"].failure("\"text\", \"image\" or \"document\"", .value)
                }
                if let part = try reader.part(element) { parts.append(part) }
            }
            ignored.formUnion(reader.ignored)
        }
        return ToolResult(
            callID: try block["tool_use_id"].presentText(),
            parts: parts,
            isError: try block["is_error"].flag() ?? false,
            cacheHint: try AnthropicRequest.cacheHint(of: block)
        )
    }

    private static func refusal(of block: RequestValue, _ type: ByteString) -> InvalidRequest {
        let known = types.values.contains { $0.contains(type) }
        return known
            ? block["type"].failure("a type that this role may have", .value)
            : block["type"].unsupported("is \"\(type.prefix(bytes: 64))\", which is not supported with this model")
    }

    /// A text, which must be there and may be empty.
    private static func text(_ value: RequestValue) throws(InvalidRequest) -> ArraySlice<UInt8> {
        guard let text = try value.text() else { throw value.failure("a string") }
        return text.bytes
    }
}
