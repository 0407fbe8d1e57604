// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import ByteStrings
internal import Chat
internal import Dialects
internal import Providers

/// `POST /v1/embeddings`: the vectors of texts; passed on to providers of the dialect, translated for Gemini.
struct EmbeddingsEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        let body = try call.takeWholeBody()[...]
        let head = try ChatCompletionsHead(body)
        let target = try call.target(named: head.model)
        guard target.provider.dialect.passes(.chatCompletions, .embeddings) else {
            guard target.provider.dialect.embedsTexts else { throw refusal(target.provider) }
            let request = try EmbeddingsRequest(body)
            let vectors = try await call.snapshot.client.embed(
                request,
                model: target.model,
                with: target.provider,
                on: call.eventLoop,
                observer: call
            )
            return .json(EmbeddingsDocument.document(vectors, of: head.model, inBase64: request.isBase64))
        }
        let verbatim = try call.verbatim(.chatCompletions, .embeddings, body)
        let chat = ChatRequest(model: target.model, messages: [], verbatim: verbatim)
        let attempts = try call.attempts(of: chat, with: target.provider)
        let (document, _) = try await attempts.collect(into: { VerbatimDocument() })
        return .json(document.body)
    }

    private func refusal(_ provider: Provider) -> InvalidRequest {
        InvalidRequest(
            .unsupported,
            .member("model", of: .root),
            "model: provider \(provider.name) does not support embeddings"
        )
    }
}
