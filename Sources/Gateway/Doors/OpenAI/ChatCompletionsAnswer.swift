// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import Dialects
internal import FoundationEssentials

/// The answer to a call, as OpenAI's clients asked for it: in one piece, or as it is written.
///
/// An object, so that the function that waits for the answer holds a pointer and not the request.
final class ChatCompletionsAnswer {
    private let call: Call
    private let attempts: ChatAttempts
    private let identity: ChatCompletionsIdentity
    private let customCalls: CustomToolCalls
    private let head: ChatCompletionsHead

    /// Prepares the answer; nobody is asked yet.
    ///
    /// - Parameters:
    ///   - chat: What is asked.
    ///   - head: The form in which the answer is wanted.
    ///   - target: Who is asked.
    ///   - call: The call.
    /// - Throws: `ProviderError` when the provider has no key.
    @inline(never)
    init(_ chat: ChatRequest, _ head: ChatCompletionsHead, from target: ModelTarget, to call: Call) throws {
        self.call = call
        self.head = head
        attempts = try call.attempts(of: chat, with: target.provider)
        identity = ChatCompletionsIdentity(created: Int(Date().timeIntervalSince1970), model: head.model)
        customCalls = CustomToolCalls(chat.tools)
    }

    /// Asks, and answers the call.
    func reply() async throws -> Reply {
        head.isStreaming ? try await stream() : try await document()
    }

    private func document() async throws -> Reply {
        let (document, completion) = try await attempts.collect(into: { ChatCompletionsDocument(customCalls) })
        return .answer(document.body(identity, completion), finishReason: completion.finishReason)
    }

    private func stream() async throws -> Reply {
        let stream = makeStream()
        return try await stream.run { try await attempts.stream(into: $0) }
    }

    @inline(never)
    private func makeStream() -> EventStream<ChatCompletionsEncoder> {
        let writer = ChatCompletionsStreamWriter(identity, includesUsage: head.includesUsage)
        return EventStream(call, ChatCompletionsEncoder(writer, customCalls: customCalls))
    }
}
