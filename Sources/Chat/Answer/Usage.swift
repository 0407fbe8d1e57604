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
    /// What of them the provider counts apart.
    package var details: TokenDetails

    /// Takes the provider's counts.
    package init(
        promptTokens: Int,
        completionTokens: Int,
        totalTokens: Int,
        details: TokenDetails = TokenDetails()
    ) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.totalTokens = totalTokens
        self.details = details
    }
}

extension Usage? {
    /// The tokens of two calls together; nil when one of them is not known, because half a sum would be wrong.
    package func adding(_ other: Usage?) -> Usage? {
        guard let self, let other else { return nil }
        let prompt = self.promptTokens.addingReportingOverflow(other.promptTokens)
        let completion = self.completionTokens.addingReportingOverflow(other.completionTokens)
        let total = self.totalTokens.addingReportingOverflow(other.totalTokens)
        guard !prompt.overflow, !completion.overflow, !total.overflow else { return nil }
        return Usage(
            promptTokens: prompt.partialValue,
            completionTokens: completion.partialValue,
            totalTokens: total.partialValue,
            details: self.details.adding(other.details)
        )
    }
}
