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
    private var attempts: ChatAttempts
    /// The pictures that have to be fetched before anybody is asked; nil where there are none.
    private var images: ImageFetching?
    private let identity: ChatCompletionsIdentity
    private let customCalls: CustomToolCalls
    private let head: ChatCompletionsHead

    /// Prepares the answer; nobody is asked yet.
    ///
    /// - Parameters:
    ///   - chat: What is asked.
    ///   - head: The form in which the answer is wanted.
    ///   - size: The bytes of the request.
    ///   - target: Who is asked.
    ///   - call: The call.
    /// - Throws: `ProviderError` when the provider has no key.
    @inline(never)
    init(
        _ chat: ChatRequest,
        _ head: ChatCompletionsHead,
        size: Int,
        from target: ModelTarget,
        to call: Call
    ) throws {
        self.call = call
        self.head = head
        attempts = try call.attempts(of: chat, with: target.provider)
        images = call.images(of: chat, for: target.provider, besides: size)
        identity = ChatCompletionsIdentity(created: Int(Date().timeIntervalSince1970), model: head.model)
        customCalls = CustomToolCalls(chat.tools)
    }

    /// Asks, and answers the call.
    func reply() async throws -> Reply {
        if images != nil { try await fetchImages() }
        return head.isStreaming ? try await stream() : try await document()
    }

    /// Fetches the pictures; whoever is asked then is asked for a chat that has them.
    @inline(never)
    private func fetchImages() async throws {
        guard let images else { return }
        self.images = nil
        attempts = try call.attempts(of: await call.chat(of: images), with: attempts.provider, since: images.start)
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
