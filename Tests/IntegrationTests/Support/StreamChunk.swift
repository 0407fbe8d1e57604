// SPDX-License-Identifier: Apache-2.0

/// The data of an event of a stream.
struct StreamChunk: Decodable {
    let id: String
    let text: String
    let isFinal: Bool
    let usage: TokenUsage?
    let finishReason: String?

    private enum CodingKeys: String, CodingKey {
        case id, text, usage
        case isFinal = "is_final"
        case finishReason = "finish_reason"
    }
}
