// SPDX-License-Identifier: Apache-2.0

internal import Chat

extension ChatRequest {
    /// Whether a message has the role of the system.
    var hasSystemText: Bool {
        messages.contains { $0.role == .system }
    }

    /// The messages without a system's: its text stands at the start of the first user message, above a blank line.
    ///
    /// For models whose chat template knows users and assistants only. Without a user's message the text becomes one.
    var mergingSystemText: [ChatMessage] {
        let texts = messages.filter { $0.role == .system }.map(\.content)
        if texts.isEmpty { return messages }
        var merged = messages.filter { $0.role != .system }
        if let first = merged.firstIndex(where: { $0.role == .user }) {
            merged[first].content = Array((texts + [merged[first].content]).joined(separator: "\n\n".utf8))[...]
        } else {
            merged.insert(ChatMessage(role: .user, content: Array(texts.joined(separator: "\n\n".utf8))[...]), at: 0)
        }
        return merged
    }
}
