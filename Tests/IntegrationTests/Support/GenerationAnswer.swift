// SPDX-License-Identifier: Apache-2.0

/// The body of a generation.
struct GenerationAnswer: Decodable {
    let status: String
    let content: String
    let usage: TokenUsage?
}
