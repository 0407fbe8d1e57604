// SPDX-License-Identifier: Apache-2.0

package import Chat
package import Dialects

/// A call to a provider that brought no answer, or not a whole one.
package struct ProviderError: Error, Sendable {
    /// What went wrong.
    package typealias Kind = ProviderFault.Kind

    /// The provider's name.
    package let provider: String
    /// What went wrong.
    package let kind: Kind
    /// A sentence that a caller may see: the provider, the cause, and the provider's own message with keys removed.
    package let message: String
    /// The provider's own code of the error, a word that a caller may see; nil where it gave none.
    package internal(set) var code: String?
    /// The parameter that the provider says it is about, likewise.
    package internal(set) var parameter: String?
    /// The error's document as a caller of the same dialect may see it, with keys removed; nil for what has not its form.
    package internal(set) var document: [UInt8]?
    /// When to try again, in seconds from 0, where the provider gave it.
    package let retryAfter: Int?
    /// Whether the gateway's account has no credit left, or none for today.
    package internal(set) var isQuota = false
    /// Whether the same call may succeed a moment later; false as soon as a part of the answer was given to a sink.
    package internal(set) var isRetriable: Bool
    /// Why the model stopped, where that is known.
    package let finishReason: FinishReason?
    /// The tokens that the call took all the same, where the provider gave them.
    package let usage: Usage?
    /// The error below, for logs.
    package let underlying: (any Error)?

    /// Makes an error by hand; the providers' own code goes through ``ProviderFault``.
    package init(
        provider: String,
        kind: Kind,
        message: String,
        retryAfter: Int? = nil,
        isRetriable: Bool = false,
        finishReason: FinishReason? = nil,
        usage: Usage? = nil,
        underlying: (any Error)? = nil
    ) {
        self.provider = provider
        self.kind = kind
        self.message = message
        self.retryAfter = retryAfter
        self.isRetriable = isRetriable
        self.finishReason = finishReason
        self.usage = usage
        self.underlying = underlying
    }

    /// The value of the header `X-Provider-Status`; nil where the provider had no part in it (cancelled, unavailable).
    package var providerStatus: String? {
        switch kind {
        case .status(let code): String(code)
        case .timeout: "timeout"
        case .unreachable: "unreachable"
        case .invalidResponse: "invalid-response"
        case .truncated: "truncated"
        case .reported, .refused, .filtered, .emptyAnswer, .incompleteAnswer: "200"
        case .cancelled, .unavailable, .ownLimit: nil
        }
    }
}

extension ProviderError: CustomStringConvertible {
    package var description: String { message }
}
