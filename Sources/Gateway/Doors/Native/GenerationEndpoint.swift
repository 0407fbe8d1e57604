// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import HTTPTypes

/// `POST /llm/generation`: text for a prompt, in one piece.
struct GenerationEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        let request = try NativeRequest(call, for: .generation)
        let answer = try await call.snapshot.client.complete(
            request.generation,
            with: request.provider,
            on: call.eventLoop,
            observer: call
        )
        try answer.checkText(from: request.provider)
        return .answer(NativeResponse.generation(answer), finishReason: answer.completion.finishReason)
    }
}
