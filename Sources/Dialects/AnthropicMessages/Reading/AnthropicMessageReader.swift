// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Reads the instructions and the messages of a request.
///
/// Source: Claude API reference, create a message, `messages` and `system`.
struct AnthropicMessageReader {
    private static let roles: [(String, ChatMessage.Role)] = [
        ("user", .user), ("assistant", .assistant), ("system", .system),
    ]
    /// What Claude Code puts before its instructions, another text in each version and session: elsewhere it would keep
    /// prompts from being kept.
    private static let billingHeader: ByteString = "x-anthropic-billing-header"

    /// The names of what was left out.
    var ignored: Set<String> = []  // text: names of ours

    /// The instructions, a text or blocks of text.
    mutating func instructions(_ field: RequestValue) throws(InvalidRequest) -> [ChatMessage] {
        if field.isAbsent { return [] }
        var parts: [MessagePart] = []
        for part in try self.parts(field, of: .system) {
            if case .text(let text) = part {
                if text.text.isEmpty { continue }
                if ByteString(text.text).hasPrefix(Self.billingHeader) {
                    ignored.insert("\(Self.billingHeader)")
                    continue
                }
            }
            parts.append(part)
        }
        return parts.isEmpty ? [] : [ChatMessage(role: .system, parts: parts)]
    }

    /// The messages, of which there is at least one.
    mutating func messages(_ field: RequestValue) throws(InvalidRequest) -> [ChatMessage] {
        guard let elements = try field.elements() else { throw field.failure("an array") }
        guard !elements.isEmpty else { throw field.failure("an array with one message or more", .range) }
        var messages: [ChatMessage] = []
        for (place, message) in elements.enumerated() {
            try message.requireObject()
            guard let role = try message["role"].word(Self.roles) else { throw message["role"].failure("a role") }
            let parts = try parts(message["content"], of: role)
            // An answer may have been empty.
            if !parts.isEmpty { messages.append(ChatMessage(role: role, parts: parts, place: place)) }
        }
        guard !messages.isEmpty else { throw field.failure("a message that is not empty", .range) }
        return messages
    }

    private mutating func parts(
        _ content: RequestValue,
        of role: ChatMessage.Role
    ) throws(InvalidRequest) -> [MessagePart] {
        if case .string(let text)? = content.json { return [.text(TextPart(text.bytes))] }
        guard case .array? = content.json, let blocks = try content.elements() else {
            throw content.failure("a string or an array of blocks")
        }
        var reader = AnthropicBlockReader(role)
        var parts: [MessagePart] = []
        for block in blocks {
            if let part = try reader.part(block) { parts.append(part) }
        }
        ignored.formUnion(reader.ignored)
        return parts
    }
}
