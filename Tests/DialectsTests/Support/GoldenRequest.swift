// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import Testing

/// A chat, of which each dialect's request is kept in a file: `Golden/NAME.DIALECT.json`.
struct GoldenRequest: Sendable, CustomTestStringConvertible {
    let name: String
    let chat: ChatRequest
    /// What is different with its model.
    let traits: @Sendable (inout ModelTraits) -> Void

    var testDescription: String { name }

    /// A chat of some messages, changed.
    init(
        _ name: String,
        _ messages: [ChatMessage] = [ChatMessage(role: .user, "Hi")],
        _ change: (inout ChatRequest) -> Void = { _ in },
        traits: @escaping @Sendable (inout ModelTraits) -> Void = { _ in }
    ) {
        var chat = ChatRequest(model: "m", messages: messages, maxTokens: 4_000)
        change(&chat)
        self.name = name
        self.chat = chat
        self.traits = traits
    }
}

extension ChatMessage {
    static func user(_ parts: MessagePart...) -> ChatMessage { ChatMessage(role: .user, parts: parts) }

    static func assistant(_ parts: MessagePart...) -> ChatMessage { ChatMessage(role: .assistant, parts: parts) }
}

extension MessagePart {
    static func text(_ text: String, _ hint: CacheHint? = nil) -> MessagePart {
        .text(TextPart(text.slice, cacheHint: hint))
    }

    static func call(_ id: ByteString, _ name: ByteString, _ arguments: String) -> MessagePart {
        .toolCall(ToolCall(id: id, name: name, arguments: Array(arguments.utf8)))
    }

    static func result(_ id: ByteString, _ parts: MessagePart..., isError: Bool = false) -> MessagePart {
        .toolResult(ToolResult(callID: id, parts: parts, isError: isError))
    }
}

extension String {
    var slice: ArraySlice<UInt8> { Array(utf8)[...] }
}
