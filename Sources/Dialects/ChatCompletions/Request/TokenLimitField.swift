// SPDX-License-Identifier: Apache-2.0

/// The two names of the field that limits the tokens of an answer.
package enum TokenLimitField: String, Sendable {
    /// The first name, which most servers know.
    case maxTokens = "max_tokens"
    /// The name that the makers of reasoning models use, because it counts the reasoning too.
    case maxCompletionTokens = "max_completion_tokens"

    /// The other one.
    var other: TokenLimitField {
        self == .maxTokens ? .maxCompletionTokens : .maxTokens
    }
}
