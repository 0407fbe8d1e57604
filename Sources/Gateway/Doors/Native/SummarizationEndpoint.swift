// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import Dialects

/// `POST /llm/summarization`: the summary of a text, and nothing else.
struct SummarizationEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        let request = try NativeRequest(call, for: .summarization)
        let chat = Summarization.chat(request)
        let answer = try await call.attempts(of: chat, with: request.provider).complete().readingReasoning
        try answer.checkText(from: request.provider)
        try answer.checkWholeness(from: request.provider)
        let summary = SummaryText.clean(answer.text)
        guard !summary.isEmpty else {
            throw ProviderError(
                ProviderFault(.emptyAnswer, "gave an answer that holds no summary"),
                from: request.provider
            )
        }
        let completion = answer.completion
        return .answer(
            NativeResponse.summarization(summary, completion.usage),
            finishReason: completion.finishReason
        )
    }
}
