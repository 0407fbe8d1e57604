// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting

/// The body of a request for a generation.
struct GenerationRequest: Encodable {
    var model: String
    var prompt: String?
    var userPrompt: String?
    var temperature: Double?
    var maxTokens: Int?

    init(
        _ model: String,
        prompt: String? = nil,
        userPrompt: String? = "Please count the words",
        temperature: Double? = nil,
        maxTokens: Int? = nil
    ) {
        self.model = model
        self.prompt = prompt
        self.userPrompt = userPrompt
        self.temperature = temperature
        self.maxTokens = maxTokens
    }

    private enum CodingKeys: String, CodingKey {
        case model, prompt, temperature
        case userPrompt = "user_prompt"
        case maxTokens = "max_tokens"
    }

    /// The HTTP request for an answer in one piece.
    var plain: TestRequest {
        get throws { try request("/llm/generation") }
    }

    /// The HTTP request for a stream.
    var stream: TestRequest {
        get throws { try request("/llm/generation/stream") }
    }

    private func request(_ path: String) throws -> TestRequest {
        .post(path, String(decoding: try JSONEncoder().encode(self), as: UTF8.self))
    }
}
