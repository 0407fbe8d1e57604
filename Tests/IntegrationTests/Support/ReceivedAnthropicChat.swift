// SPDX-License-Identifier: Apache-2.0

/// The body of a request to Anthropic.
struct ReceivedAnthropicChat: Decodable {
    /// How the answer is to be.
    struct OutputConfig: Decodable {
        /// Its form.
        struct Format: Decodable {
            let type: String
            let schema: ReceivedSchema
        }

        let effort: String?
        let format: Format?
    }

    let model: String
    let maxTokens: Int
    let system: String?
    let messages: [ReceivedChat.Message]
    let temperature: Double?
    let stream: Bool?
    let outputConfig: OutputConfig?

    private enum CodingKeys: String, CodingKey {
        case model, system, messages, temperature, stream
        case maxTokens = "max_tokens"
        case outputConfig = "output_config"
    }
}
