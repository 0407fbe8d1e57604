// SPDX-License-Identifier: Apache-2.0

/// Counts of tokens as they come in, in one place of an answer or in several: any of them may be missing.
package struct TokenCounts: Sendable, Equatable {
    /// Tokens of everything that was sent.
    package var prompt: Int?
    /// Tokens of everything that the model wrote.
    package var completion: Int?
    /// All tokens.
    package var total: Int?
    /// What of them is counted apart.
    package var details: TokenDetails

    /// Makes counts, of which nil ones are not known.
    package init(
        prompt: Int? = nil,
        completion: Int? = nil,
        total: Int? = nil,
        details: TokenDetails = TokenDetails()
    ) {
        self.prompt = prompt
        self.completion = completion
        self.total = total
        self.details = details
    }

    /// Takes later counts.
    ///
    /// What is missing takes nothing away, and neither does a zero: it stands for what is not counted again. A total
    /// without new parts stays, one of old parts does not.
    package mutating func merge(_ later: TokenCounts) {
        let before = self
        prompt = Self.known(later.prompt, prompt)
        completion = Self.known(later.completion, completion)
        let isOfOldParts = prompt != before.prompt || completion != before.completion
        total = Self.known(later.total, isOfOldParts ? nil : total)
        details.merge(later.details)
    }

    /// Which of a later and an earlier count holds.
    package static func known(_ later: Int?, _ earlier: Int?) -> Int? {
        guard let later, later > 0 || earlier == nil else { return earlier }
        return later
    }

    /// The counts as a usage; nil when one of the two parts is missing, or all are zero, which no call takes.
    ///
    /// A total that is missing, or is zero beside its parts, is the sum.
    package var usage: Usage? {
        guard let prompt, let completion else { return nil }
        let sum = prompt.addingReportingOverflow(completion)
        guard let total = Self.known(total, sum.overflow ? nil : sum.partialValue), total > 0 else { return nil }
        return Usage(promptTokens: prompt, completionTokens: completion, totalTokens: total, details: details)
    }
}
