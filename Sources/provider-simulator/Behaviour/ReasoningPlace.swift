// SPDX-License-Identifier: Apache-2.0

/// Where the reasoning stands in the dialect of OpenAI (`reasoning-in=`).
enum ReasoningPlace: String, CaseIterable {
    /// In the two fields in turn; in both of a plain answer.
    case both
    case reasoning
    case reasoningContent = "reasoning_content"
    /// In the content, between `<think>` and `</think>`.
    case think
}
