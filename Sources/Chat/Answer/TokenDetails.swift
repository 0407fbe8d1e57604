// SPDX-License-Identifier: Apache-2.0

/// Tokens that are counted among those of the prompt or of the completion, and once more apart; nil where they are not told.
package struct TokenDetails: Sendable, Equatable {
    /// Tokens of the prompt that the provider had kept.
    package var cacheRead: Int?
    /// Tokens of the prompt that it keeps from now on.
    package var cacheWrite: Int?
    /// Of those, the ones that it keeps for an hour.
    package var cacheWriteOneHour: Int?
    /// Tokens of the completion that were spent on reasoning.
    package var reasoning: Int?

    package init(
        cacheRead: Int? = nil,
        cacheWrite: Int? = nil,
        cacheWriteOneHour: Int? = nil,
        reasoning: Int? = nil
    ) {
        self.cacheRead = cacheRead
        self.cacheWrite = cacheWrite
        self.cacheWriteOneHour = cacheWriteOneHour
        self.reasoning = reasoning
    }

    /// Takes later counts, as ``TokenCounts/merge(_:)`` does.
    package mutating func merge(_ later: TokenDetails) {
        cacheRead = TokenCounts.known(later.cacheRead, cacheRead)
        cacheWrite = TokenCounts.known(later.cacheWrite, cacheWrite)
        cacheWriteOneHour = TokenCounts.known(later.cacheWriteOneHour, cacheWriteOneHour)
        reasoning = TokenCounts.known(later.reasoning, reasoning)
    }

    /// The tokens of two calls together; what one of them does not tell is not known.
    package func adding(_ other: TokenDetails) -> TokenDetails {
        TokenDetails(
            cacheRead: Self.sum(cacheRead, other.cacheRead),
            cacheWrite: Self.sum(cacheWrite, other.cacheWrite),
            cacheWriteOneHour: Self.sum(cacheWriteOneHour, other.cacheWriteOneHour),
            reasoning: Self.sum(reasoning, other.reasoning)
        )
    }

    private static func sum(_ first: Int?, _ second: Int?) -> Int? {
        guard let first, let second else { return nil }
        let (sum, overflows) = first.addingReportingOverflow(second)
        return overflows ? nil : sum
    }
}
