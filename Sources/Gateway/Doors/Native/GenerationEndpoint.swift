// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import HTTPTypes

/// `POST /llm/generation`: text for a prompt, in one piece.
struct GenerationEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        let request = try NativeRequest(call, for: .generation)
        let attempts = try call.attempts(of: request.generation, with: request.provider)
        let answer = try await attempts.complete()
        try answer.checkText(from: attempts.provider)
        return .answer(NativeResponse.generation(answer), finishReason: answer.completion.finishReason)
    }
}
