// SPDX-License-Identifier: Apache-2.0

internal import Chat

extension ChatRequest {
    /// Whether a message gives instructions.
    var hasSystemText: Bool {
        messages.contains { $0.role.isInstruction }
    }

    /// The messages without instructions: their text stands at the start of the first user message, above a blank line.
    ///
    /// For models whose chat template knows users and assistants only. Without a user's message the text becomes one.
    var mergingSystemText: [ChatMessage] {
        let texts = messages.filter(\.role.isInstruction).flatMap(\.texts)
        if texts.isEmpty { return messages }
        var merged = messages.filter { !$0.role.isInstruction }
        guard let first = merged.firstIndex(where: { $0.role == .user }) else {
            merged.insert(ChatMessage(role: .user, content: texts.joinedByBlankLines), at: 0)
            return merged
        }
        if case .text(var text)? = merged[first].parts.first {
            text.text = (texts + [text.text]).joinedByBlankLines
            merged[first].parts[0] = .text(text)
        } else {
            merged[first].parts.insert(.text(TextPart(texts.joinedByBlankLines)), at: 0)
        }
        return merged
    }
}

extension ChatMessage {
    /// Its texts.
    var texts: [ArraySlice<UInt8>] { parts.texts }
}

extension [MessagePart] {
    /// The texts among them.
    var texts: [ArraySlice<UInt8>] {
        compactMap { if case .text(let text) = $0 { text.text } else { nil } }
    }
}

extension [ArraySlice<UInt8>] {
    /// The texts as one, with a blank line between those that are not empty.
    var joinedByBlankLines: ArraySlice<UInt8> {
        if count == 1 { return self[0] }
        return [UInt8](filter { !$0.isEmpty }.joined(separator: "\n\n".utf8))[...]
    }
}
