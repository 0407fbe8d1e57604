// SPDX-License-Identifier: Apache-2.0

/// The body of a provider's request.
struct ReceivedChat: Decodable {
    /// A message of it.
    struct Message: Decodable, Equatable {
        let role: String
        let content: String

        init(_ role: String, _ content: String) {
            self.role = role
            self.content = content
        }
    }

    /// What only streams have.
    struct StreamOptions: Decodable, Equatable {
        let includeUsage: Bool

        private enum CodingKeys: String, CodingKey {
            case includeUsage = "include_usage"
        }
    }

    let model: String
    let messages: [Message]
    let temperature: Double?
    let maxTokens: Int?
    let maxCompletionTokens: Int?
    let stream: Bool?
    let streamOptions: StreamOptions?
    let responseFormat: ReceivedResponseFormat?
    let reasoningFormat: String?
    let reasoningEffort: String?

    private enum CodingKeys: String, CodingKey {
        case model, messages, temperature, stream
        case maxTokens = "max_tokens"
        case maxCompletionTokens = "max_completion_tokens"
        case streamOptions = "stream_options"
        case responseFormat = "response_format"
        case reasoningFormat = "reasoning_format"
        case reasoningEffort = "reasoning_effort"
    }
}
