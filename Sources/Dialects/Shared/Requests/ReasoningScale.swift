// SPDX-License-Identifier: Apache-2.0

/// On what scale a model is told how much to reason.
package enum ReasoningScale: Sendable, Equatable {
    /// On none: it does not reason.
    case none
    /// In words, and in no other way.
    case effort
    /// In tokens.
    case budget
    /// In words and in tokens.
    case effortAndBudget

    /// Whether it takes a number of tokens.
    var takesBudget: Bool { self == .budget || self == .effortAndBudget }
}
