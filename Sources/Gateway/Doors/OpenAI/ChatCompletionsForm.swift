// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import Dialects
internal import FoundationEssentials

/// An answer as a chat completion.
struct ChatCompletionsForm: AnswerForm {
    private let identity: ChatCompletionsIdentity
    private let customCalls: CustomToolCalls
    private let head: ChatCompletionsHead

    init(_ head: ChatCompletionsHead, _ chat: ChatRequest) {
        self.head = head
        identity = ChatCompletionsIdentity(created: Int(Date().timeIntervalSince1970), model: head.model)
        customCalls = CustomToolCalls(chat.tools)
    }

    var isStreaming: Bool { head.isStreaming }

    func makeEncoder() -> ChatCompletionsEncoder {
        let writer = ChatCompletionsStreamWriter(identity, includesUsage: head.includesUsage)
        return ChatCompletionsEncoder(writer, customCalls: customCalls)
    }

    func makeDocument() -> ChatCompletionsDocument { ChatCompletionsDocument(identity, customCalls) }
}
