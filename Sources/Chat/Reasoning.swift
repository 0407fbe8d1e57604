// SPDX-License-Identifier: Apache-2.0

/// How much a model is to reason before it answers, as far as it can be told.
package struct Reasoning: Sendable, Equatable {
    /// How much, in a word.
    package enum Effort: Sendable {
        /// As little as the model can, whatever that is called with it.
        case least
    }

    /// How much; nil where that is left to the model.
    package var effort: Effort?
    /// The most tokens that the reasoning may take, from 0: the model's own least where that is more.
    ///
    /// It is a wish, which is left out where a model cannot be told a number.
    package var budgetTokens: Int?

    package init(effort: Effort? = nil, budgetTokens: Int? = nil) {
        self.effort = effort
        self.budgetTokens = budgetTokens
    }
}
