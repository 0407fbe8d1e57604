// SPDX-License-Identifier: Apache-2.0

/// The fields of a chat request that change what the simulator does; all others are accepted and ignored.
struct ChatRequest: Decodable {
    /// The options that only streams may have.
    struct StreamOptions: Decodable {
        let includeUsage: Bool?

        private enum CodingKeys: String, CodingKey {
            case includeUsage = "include_usage"
        }
    }

    let model: String?
    let messages: [ChatMessage]?
    let stream: Bool?
    let streamOptions: StreamOptions?
    let maxTokens: Double?
    let maxCompletionTokens: Double?
    let temperature: Double?

    private enum CodingKeys: String, CodingKey {
        case model, messages, stream, temperature
        case streamOptions = "stream_options"
        case maxTokens = "max_tokens"
        case maxCompletionTokens = "max_completion_tokens"
    }

    var isStream: Bool {
        stream ?? false
    }

    /// The prompt's token count by the simulator's measure: the words between white space over all messages.
    var promptWords: Int {
        (messages ?? []).reduce(0) { $0 + $1.text.split(whereSeparator: \.isWhitespace).count }
    }

    var lastUserText: String {
        messages?.last { $0.role == "user" }?.text ?? ""
    }
}
