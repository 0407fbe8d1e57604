// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Dialects
internal import HTTPTypes

/// What a provider's failure is to OpenAI's clients.
///
/// A failure of the gateway's own key is never the caller's: clients would ask for another key, or try it again and again.
struct ProviderAnswer {
    private(set) var status: HTTPResponse.Status
    var type = "server_error"
    var code: String?
    var headerFields = HTTPFields()
    /// What a provider of the same dialect has answered, which is passed on with its status.
    private(set) var document: [UInt8]?

    init(_ error: ProviderError) {
        // A failure of the gateway's own key or account is not passed on.
        var isOfAccount = false
        var isFinal = false
        switch error.kind {
        // Clients end what they do at this code, and wait at the one of a rate limit.
        case _ where error.isQuota:
            status = .tooManyRequests
            type = "insufficient_quota"
            code = "insufficient_quota"
            isFinal = true
            isOfAccount = error.kind != .status(429)
        // Gemini reports a wrong key as a bad request, with this reason.
        case .status where error.code?.hasPrefix("API_KEY_") == true:
            status = .badGateway
            isOfAccount = true
        case .status(429):
            status = .tooManyRequests
            type = "requests"
            code = "rate_limit_exceeded"
        case .status(404):
            status = .notFound
            type = "invalid_request_error"
            code = "model_not_found"
        case .status(413):
            status = .contentTooLarge
            type = "invalid_request_error"
        case .status(401), .status(403), .status(407):
            status = .badGateway
            isOfAccount = true
        case .status(408), .status(504), .timeout:
            status = .gatewayTimeout
        case .status(409):
            status = .conflict
        case .status(503), .status(529), .status(498):
            status = .serviceUnavailable
        case .status(let code) where (400..<500).contains(code):
            status = .badRequest
            type = "invalid_request_error"
        case .unavailable:
            status = .serviceUnavailable
            isFinal = true
        case .refused, .filtered:
            status = .badRequest
            type = "invalid_request_error"
            code = "content_filter"
        case .status, .reported, .unreachable, .invalidResponse, .truncated, .emptyAnswer, .incompleteAnswer,
            .cancelled, .ownLimit:
            status = .badGateway
        }
        // What clients repeat by themselves is not worth it where the provider has said no for good: an account without
        // credit, a redirect, a prompt that is too long and told as a failure of the server.
        if case .status = error.kind, !error.isRetriable, status.code == 409 || status.code == 429 || status.code >= 500
        {
            isFinal = true
        }
        if !isOfAccount, let document = error.document, case .status(let code) = error.kind, (400..<600).contains(code)
        {
            self.document = document
            status = HTTPResponse.Status(code: code)
        }
        headerFields.set("X-Provider", error.provider)
        if let status = error.providerStatus { headerFields.set("X-Provider-Status", status) }
        if let seconds = error.retryAfter { headerFields[.retryAfter] = String(seconds) }
        if isFinal || isOfAccount { headerFields.set("x-should-retry", "false") }
    }
}
