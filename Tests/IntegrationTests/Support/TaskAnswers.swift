// SPDX-License-Identifier: Apache-2.0

/// The body of a classification.
struct ClassificationAnswer: Decodable {
    let status: String
    let content: TaskRequest.Class
    let usage: TokenUsage?
}

/// The body of a summarization.
struct SummarizationAnswer: Decodable {
    /// Its content.
    struct Content: Decodable {
        let summary: String
    }

    let status: String
    let content: Content
    let usage: TokenUsage?
}
