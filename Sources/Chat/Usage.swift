// SPDX-License-Identifier: Apache-2.0

/// The tokens that one call took, as the provider counted them.
///
/// The total is the provider's own where it gave one: it need not be the sum.
package struct Usage: Sendable, Equatable {
    /// Tokens of everything that was sent.
    package var promptTokens: Int
    /// Tokens of everything that the model wrote, its reasoning included.
    package var completionTokens: Int
    /// All tokens.
    package var totalTokens: Int

    /// Takes the provider's counts.
    package init(promptTokens: Int, completionTokens: Int, totalTokens: Int) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.totalTokens = totalTokens
    }
}
