// SPDX-License-Identifier: Apache-2.0

/// The means by which a model is told how much to reason.
package enum ReasoningControl: Sendable, Equatable {
    /// One of some words, such as `low`, or `MINIMAL` in Gemini's dialect.
    case effort(String)
    /// The most tokens that the reasoning may take.
    case budget(Int)
}
