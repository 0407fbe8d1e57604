// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import Dialects
internal import FoundationEssentials

extension Call {
    /// Asks for an answer, and gives it as OpenAI's clients asked for it: in one piece, or as it is written.
    func chatCompletion(
        of chat: ChatRequest,
        _ head: ChatCompletionsHead,
        from target: ModelTarget
    ) async throws -> Reply {
        let identity = ChatCompletionsIdentity(created: Int(Date().timeIntervalSince1970), model: head.model)
        let customCalls = CustomToolCalls(chat.tools)
        guard head.isStreaming else {
            let (document, completion) = try await snapshot.client.collect(
                chat,
                with: target.provider,
                on: eventLoop,
                observer: self,
                into: { ChatCompletionsDocument(customCalls) }
            )
            return .answer(document.body(identity, completion), finishReason: completion.finishReason)
        }
        let writer = ChatCompletionsStreamWriter(identity, includesUsage: head.includesUsage)
        let stream = EventStream(self, ChatCompletionsEncoder(writer, customCalls: customCalls))
        return try await stream.run { events in
            _ = try await snapshot.client.stream(
                chat,
                with: target.provider,
                on: eventLoop,
                into: events,
                observer: self
            )
        }
    }
}
