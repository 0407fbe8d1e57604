// SPDX-License-Identifier: Apache-2.0

/// How much a model is to reason before it answers, as far as it can be told, and how much of that is shown.
package struct Reasoning: Sendable, Equatable {
    /// How much, in a word.
    package enum Effort: String, Sendable {
        /// As little as the model can, whatever that is called with it.
        case least
        /// Not at all.
        case none
        case minimal, low, medium, high, xhigh, max
    }

    /// What of it is shown.
    package enum Display: Sendable {
        case none, summary, full
    }

    /// How much; nil where that is left to the model.
    package var effort: Effort?
    /// The most tokens that the reasoning may take, from 0: the model's own least where that is more.
    ///
    /// It is a wish, which is left out where a model cannot be told a number.
    package var budgetTokens: Int?
    /// What of it is shown; nil where that is left to the provider.
    package var display: Display?

    package init(effort: Effort? = nil, budgetTokens: Int? = nil, display: Display? = nil) {
        self.effort = effort
        self.budgetTokens = budgetTokens
        self.display = display
    }
}
