// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import ByteStrings
internal import Chat
internal import Dialects
internal import Providers

/// `POST /v1/messages/count_tokens`: how many tokens a conversation takes; passed on to providers of the dialect alone.
struct TokenCountEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        let body = try call.takeWholeBody()[...]
        let target = try call.target(named: try AnthropicHead(body).model)
        guard target.provider.dialect.passes(.messages, .tokenCount) else { throw refusal(target.provider) }
        let verbatim = try call.message(.tokenCount, body)
        let chat = ChatRequest(model: target.model, messages: [], verbatim: verbatim)
        let (document, _) = try await call.attempts(of: chat, with: target.provider)
            .collect(into: { VerbatimDocument() })
        return .json(document.body)
    }

    /// Clients repeat whatever looks like a failure of the server's, and estimate where there is no such path.
    private func refusal(_ provider: Provider) -> GatewayError {
        GatewayError(.path, "provider \(provider.name) does not count tokens through this gateway")
    }
}
