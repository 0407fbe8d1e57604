// SPDX-License-Identifier: Apache-2.0

internal import Chat

extension Reasoning {
    /// The tokens that stand for an effort, where a model is told a number.
    ///
    /// The same numbers as the field's other gateways use, so that a change of gateways changes no answers.
    private static let budgets: [(effort: Effort, tokens: Int)] = [
        (.minimal, 1_024), (.low, 1_024), (.medium, 2_048), (.high, 4_096), (.xhigh, 8_192), (.max, 16_384),
    ]

    /// The word for how much, made of the number where there is only that; nil where neither is there, or it is not a matter of more
    /// or less.
    var effortWord: Effort? {
        if let effort, effort != .least { return effort }
        guard effort == nil, let budgetTokens else { return nil }
        if budgetTokens == 0 { return Effort.none }
        return Self.budgets.dropFirst().last { $0.tokens <= budgetTokens }?.effort ?? .low
    }

    /// The number for how much, made of the word where there is only that; 0 for not at all.
    var budget: Int? {
        if let budgetTokens { return budgetTokens }
        if effort == Effort.none { return 0 }
        return Self.budgets.first { $0.effort == effort }?.tokens
    }
}
