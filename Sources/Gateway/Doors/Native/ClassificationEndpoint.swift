// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import ByteStrings
internal import Chat
internal import Dialects
internal import Providers

/// `POST /llm/classification`: one of the given classes for a text; never another one, never by default.
struct ClassificationEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        let request = try NativeRequest(call, for: .classification)
        if let only = request.classes.first, request.classes.count == 1 {
            return .answer(NativeResponse.classification(only, nil), finishReason: .stop)
        }
        let classification = Classification(request)
        // Both calls share the limits in time of one.
        let start = ContinuousClock.now
        let first = try await ask(classification.chat, request.provider, since: start, call)
        if let chosen = classification.match(first.answer) { return reply(chosen, first.answer.completion) }
        let second = try await ask(classification.repairing(first.answer), request.provider, since: start, call)
        var completion = second.answer.completion
        completion.usage = first.answer.completion.usage.adding(completion.usage)
        if let chosen = classification.match(second.answer) { return reply(chosen, completion) }
        if let error = second.error { throw error }
        try second.answer.checkWholeness(from: request.provider)
        throw ProviderError(
            ProviderFault(
                .invalidResponse,
                "did not name one of the given classes, neither at first nor when it was asked again",
                report: ProviderReport(message: ByteString(second.answer.text).prefix(bytes: 1_000))
            ),
            from: request.provider
        )
    }

    /// Asks once.
    ///
    /// - Returns: The answer, and the error when it has no text, after which the model may be asked again.
    private func ask(
        _ chat: ChatRequest,
        _ provider: Provider,
        since start: ContinuousClock.Instant,
        _ call: Call
    ) async throws -> (answer: ChatAnswer, error: ProviderError?) {
        let answer = try await call.attempts(of: chat, with: provider, since: start).complete().readingReasoning
        do {
            try answer.checkText(from: provider)
            // What a filter left of an answer is not what the model chose, and will not be the next time.
            if answer.completion.finishReason == .contentFilter { try answer.checkWholeness(from: provider) }
            return (answer, nil)
        } catch let empty as ProviderError where empty.kind == .emptyAnswer {
            let completion = ChatCompletion(finishReason: empty.finishReason ?? .unknown, usage: empty.usage)
            return (ChatAnswer(text: [], completion: completion), empty)
        }
    }

    private func reply(_ chosen: GivenClass, _ completion: ChatCompletion) -> Reply {
        .answer(NativeResponse.classification(chosen, completion.usage), finishReason: completion.finishReason)
    }
}
