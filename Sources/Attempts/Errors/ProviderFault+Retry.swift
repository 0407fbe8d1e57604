// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Dialects
internal import Upstream

extension ProviderFault {
    /// The codes and types of errors that only a payment, or a higher limit of spending, ends.
    ///
    /// Source: OpenAI API reference, error codes; Claude API reference, errors and rate limits.
    private static let quotaWords: Set<ByteString> = [
        "insufficient_quota", "credit_balance_exhausted", "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded", "organization_usage_limit_exceeded", "enforced_spend_limit_reached",
        "billing_error",
    ]

    /// Codes and types of errors without a status that pass by themselves.
    private static let passingWords: Set<ByteString> = [
        "server_error", "api_error", "internal_server_error", "internalservererror", "server_is_overloaded",
        "overloaded_error", "unavailable_error", "rate_limit_exceeded", "slow_down", "capacity_exceeded",
        "timeout_error", "rate_limit_error", "conflict_error", "unavailable", "internal", "deadline_exceeded",
        "resource_exhausted",
    ]

    /// Codes and types of errors that come back for the same request, whatever their status is.
    ///
    /// Some builds of llama.cpp give a prompt that is too long the status 500.
    private static let lastingWords: Set<ByteString> = ["exceed_context_size_error", "context_length_exceeded"]

    /// How Gemini says, in lowercase, that a quota is none at all: "Quota exceeded for metric: …, limit: 0, model: …".
    private static let noneAtAll: [ByteString] = ["limit: 0,", "limit: 0\n"]

    private var words: [ByteString] {
        [report?.code, report?.type].compactMap { $0?.lowercased }
    }

    /// Whether the account has no credit left, or none for today.
    var isQuota: Bool {
        if kind == .status(402) { return true }
        if words.contains(where: { Self.quotaWords.contains($0) || $0.contains("perday") }) { return true }
        guard let message = report?.message.lowercased else { return false }
        switch kind {
        // Anthropic's word for an account without credit is that of a wrong request.
        case .status(400): return message.contains("credit balance is too low")
        // Gemini has no code for the limit that an account has set itself, nor for a model that its plan has none of. That the plan
        // is to be looked at stands below every limit of its, those of a minute too.
        case .status(429):
            return message.contains("spending cap") || Self.noneAtAll.contains { message.contains($0) }
        default: return false
        }
    }

    /// Whether the same request may succeed a moment later.
    var isRetriable: Bool {
        if words.contains(where: { Self.lastingWords.contains($0) }) { return false }
        switch kind {
        // Of the providers only Anthropic means by a conflict that the same request may pass later.
        case .status(409): return words.contains { $0.equals("conflict_error") }
        case .status(let status):
            return [408, 425, 429, 498, 500, 502, 503, 504, 529].contains(status) || (520...524).contains(status)
        case .reported: return words.contains { Self.passingWords.contains($0) }
        case .unreachable, .truncated, .ownLimit: return true
        case .timeout: return isBeforeFirstByte
        case .invalidResponse, .refused, .filtered, .emptyAnswer, .incompleteAnswer, .cancelled, .unavailable:
            return false
        }
    }
}

extension ProviderFault {
    /// Makes a fault of a call that brought no whole response.
    init(_ error: UpstreamError) {
        switch error.code {
        case .unreachable: self.init(.unreachable, "cannot be reached: \(error.message)")
        case .invalidRequest: self.init(.unreachable, "cannot be asked: \(error.message)")
        case .noAnswer: self.init(.truncated, "ended the connection before it answered: \(error.message)")
        case .invalidResponse: self.init(.invalidResponse, "sent no valid answer: \(error.message)")
        case .ownLimit: self.init(.ownLimit, "could not be called: \(error.message)")
        case .cutOff: self.init(.truncated, "ended the answer before it was complete: \(error.message)")
        case .cancelled: self.init(.cancelled, "was cancelled")
        case .timeout(let phase):
            self.init(.timeout, "took too long: \(error.message)")
            isBeforeFirstByte = phase == .connect || phase == .firstByte
        }
    }
}
