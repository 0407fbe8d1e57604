// SPDX-License-Identifier: Apache-2.0

/// One message of a conversation.
package struct ChatMessage: Sendable, Equatable {
    /// Who speaks.
    package enum Role: String, Sendable {
        /// Instructions: above the conversation in front of it, and in their place within it.
        case system
        /// Instructions of an application's developer, as OpenAI calls a system's.
        case developer
        /// The caller, and the results of tools.
        case user
        /// The model.
        case assistant

        /// Whether it gives instructions.
        package var isInstruction: Bool { self == .system || self == .developer }
    }

    /// Who speaks.
    package var role: Role
    /// What is said, in order.
    package var parts: [MessagePart]
    /// Its number in the caller's request, from 0; nil where that is its number in the chat.
    package var place: Int?

    package init(role: Role, parts: [MessagePart], place: Int? = nil) {
        self.role = role
        self.parts = parts
        self.place = place
    }

    /// Makes a message of UTF-8 text.
    package init(role: Role, content: ArraySlice<UInt8>) {
        self.init(role: role, parts: [.text(TextPart(content))])
    }

    /// Makes a message of a text.
    package init(role: Role, _ text: String) {
        self.init(role: role, content: ArraySlice(text.utf8))
    }

    /// The text of a message that is one text without anything else; nil for every other one.
    package var onlyText: ArraySlice<UInt8>? {
        guard parts.count == 1, case .text(let text) = parts[0], text.cacheHint == nil else { return nil }
        return text.text
    }
}
