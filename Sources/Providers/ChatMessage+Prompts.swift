// SPDX-License-Identifier: Apache-2.0

package import Chat

extension ChatMessage {
    /// The conversation of a system prompt and a user prompt, either of which may be empty.
    ///
    /// Empty ones are left out, because most providers reject an empty message. With no user text the system prompt
    /// alone is the user's message: providers want at least one of those (Gemini, Anthropic, many chat templates). Two
    /// empty prompts give no message at all, which is no valid request.
    package static func conversation(
        systemPrompt: ArraySlice<UInt8>,
        userPrompt: ArraySlice<UInt8>
    ) -> [ChatMessage] {
        if userPrompt.isEmpty {
            return systemPrompt.isEmpty ? [] : [ChatMessage(role: .user, content: systemPrompt)]
        }
        let user = ChatMessage(role: .user, content: userPrompt)
        return systemPrompt.isEmpty ? [user] : [ChatMessage(role: .system, content: systemPrompt), user]
    }
}
