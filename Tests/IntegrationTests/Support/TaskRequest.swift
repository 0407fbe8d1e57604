// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting

/// The body of a classification or a summarization.
struct TaskRequest: Encodable {
    /// A class of a classification.
    struct Class: Codable, Equatable, Sendable {
        let id: String
        let label: String

        init(_ id: String, _ label: String) {
            self.id = id
            self.label = label
        }
    }

    var model: String
    var prompt: String?
    var userPrompt: String
    var maxTokens: Int?
    var classes: [Class]?

    init(_ model: String, prompt: String? = nil, _ userPrompt: String, classes: [Class]? = nil, maxTokens: Int? = nil) {
        self.model = model
        self.prompt = prompt
        self.userPrompt = userPrompt
        self.classes = classes
        self.maxTokens = maxTokens
    }

    private enum CodingKeys: String, CodingKey {
        case model, prompt, classes
        case userPrompt = "user_prompt"
        case maxTokens = "max_tokens"
    }

    /// The HTTP request for a classification.
    var classification: TestRequest { get throws { try request("/llm/classification") } }

    /// The HTTP request for a summarization.
    var summarization: TestRequest { get throws { try request("/llm/summarization") } }

    private func request(_ path: String) throws -> TestRequest {
        .post(path, String(decoding: try JSONEncoder().encode(self), as: UTF8.self))
    }
}
