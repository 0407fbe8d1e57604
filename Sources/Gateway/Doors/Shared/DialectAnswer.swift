// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat

/// The answer to a call, in the form of a door: in one piece, or as it is written.
///
/// An object, so that the function that waits for the answer holds a pointer and not the request.
final class DialectAnswer<Form: AnswerForm> {
    private let call: Call
    private var attempts: ChatAttempts
    /// The pictures that have to be fetched before anybody is asked; nil where there are none.
    private var images: ImageFetching?
    private let form: Form

    /// Prepares the answer; nobody is asked yet.
    ///
    /// - Parameters:
    ///   - chat: What is asked.
    ///   - form: The form in which the answer is wanted.
    ///   - size: The bytes of the request.
    ///   - target: Who is asked.
    ///   - call: The call.
    /// - Throws: `ProviderError` when the provider has no key.
    @inline(never)
    init(
        _ chat: ChatRequest,
        _ form: Form,
        size: Int,
        from target: ModelTarget,
        to call: Call
    ) throws {
        self.call = call
        self.form = form
        attempts = try call.attempts(of: chat, with: target.provider)
        images = call.images(of: chat, for: target.provider, besides: size)
    }

    /// Asks, and answers the call.
    func reply() async throws -> Reply {
        if images != nil { try await fetchImages() }
        return form.isStreaming ? try await stream() : try await document()
    }

    /// Fetches the pictures; whoever is asked then is asked for a chat that has them.
    @inline(never)
    private func fetchImages() async throws {
        guard let images else { return }
        self.images = nil
        attempts = try call.attempts(of: await call.chat(of: images), with: attempts.provider, since: images.start)
    }

    private func document() async throws -> Reply {
        let (document, completion) = try await attempts.collect(into: { form.makeDocument() })
        return .answer(document.body(completion), finishReason: completion.finishReason)
    }

    private func stream() async throws -> Reply {
        let stream = makeStream()
        return try await stream.run { try await attempts.stream(into: $0) }
    }

    @inline(never)
    private func makeStream() -> EventStream<Form.Encoder> { EventStream(call, form.makeEncoder()) }
}
