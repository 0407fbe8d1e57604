// SPDX-License-Identifier: Apache-2.0

/// The `usage` of an answer.
struct TokenUsage: Decodable, Equatable {
    let promptTokens: Int
    let completionTokens: Int
    let totalTokens: Int

    init(prompt: Int, completion: Int) {
        promptTokens = prompt
        completionTokens = completion
        totalTokens = prompt + completion
    }

    private enum CodingKeys: String, CodingKey {
        case promptTokens = "prompt_tokens"
        case completionTokens = "completion_tokens"
        case totalTokens = "total_tokens"
    }
}
