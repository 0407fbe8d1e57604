// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import HTTPTypes
internal import Providers

/// `POST /llm/generation`: text for a prompt, in one piece.
struct GenerationEndpoint: Endpoint {
    let registry: ProviderRegistry
    let client: ProviderClient

    func respond(to call: Call) async throws -> Reply {
        let request = try NativeRequest(call.request, registry: registry)
        let answer = try await client.complete(
            request.chat,
            with: request.provider,
            on: call.eventLoop
        )
        var fields = HTTPFields()
        fields.set("X-Finish-Reason", answer.completion.finishReason.rawValue)
        return .json(NativeResponse.generation(answer), headerFields: fields)
    }
}
