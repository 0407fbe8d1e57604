// SPDX-License-Identifier: Apache-2.0

internal import Chat

extension Reasoning {
    /// The limit of tokens below which reasoning could take all of them.
    private static let shortAnswer = 1_024

    /// What is asked for a text of at most so many tokens, among which those of the reasoning count: a short one needs no
    /// long thoughts.
    static func ofText(maxTokens: Int) -> Reasoning? {
        maxTokens < shortAnswer ? Reasoning(budgetTokens: 0) : nil
    }
}
