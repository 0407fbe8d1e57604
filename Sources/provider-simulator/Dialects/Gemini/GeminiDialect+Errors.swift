// SPDX-License-Identifier: Apache-2.0

extension GeminiDialect {
    func invalidKey(_ key: String?) -> SimulatedError {
        guard key != nil else {
            let message =
                "Method doesn't allow unregistered callers (callers without established identity). "
                + "Please use API Key or other form of API consumer identity to call this API."
            return SimulatedError(status: 403, message: message, type: "PERMISSION_DENIED", code: .none)
        }
        var error = SimulatedError.invalidArgument("API key not valid. Please pass a valid API key.")
        error.code = .word("API_KEY_INVALID")
        return error
    }

    func invalidModel(_ message: String, isMissing: Bool) -> SimulatedError {
        .invalidArgument(message)
    }

    func usualError(status: Int) -> SimulatedError {
        let (message, type): (String, String) =
            switch status {
            case 401: ("Request had invalid authentication credentials.", "UNAUTHENTICATED")
            case 402: ("Your prepaid balance is used up.", "FAILED_PRECONDITION")
            case 403: ("The caller does not have permission", "PERMISSION_DENIED")
            case 404: ("models/\(target.model) is not found for API version v1beta.", "NOT_FOUND")
            case 429: ("Resource has been exhausted (e.g. check quota).", "RESOURCE_EXHAUSTED")
            case 499: ("The operation was cancelled.", "CANCELLED")
            case 503: ("The model is overloaded. Please try again later.", "UNAVAILABLE")
            case 504: ("The request timed out. Please try again.", "DEADLINE_EXCEEDED")
            case 500...: ("An internal error has occurred. Please retry.", "INTERNAL")
            default: ("Request contains an invalid argument.", "INVALID_ARGUMENT")
            }
        return SimulatedError(status: status, message: message, type: type, code: .none)
    }

    func envelope(_ error: SimulatedError) -> String {
        googleEnvelope(error)
    }

    /// With the details that the error's code and the model name ask for.
    func googleEnvelope(_ error: SimulatedError) -> String {
        var error = error
        let details = [errorInfo(error.code), retryInfo, quotaFailure].compactMap { $0 }
        error.members = details.isEmpty ? "" : #","details":[\#(details.joined(separator: ","))]"#
        return error.googleEnvelope
    }

    private func errorInfo(_ code: SimulatedError.Code) -> String? {
        guard case .word(let reason) = code else { return nil }
        return """
            {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":\(JSONText.quoted(reason)),\
            "domain":"googleapis.com","metadata":{"service":"generativelanguage.googleapis.com"}}
            """
    }

    private var retryInfo: String? {
        behaviour.retryInfo.map {
            #"{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":\#(JSONText.quoted($0))}"#
        }
    }

    private var quotaFailure: String? {
        let id: String? =
            switch behaviour.quota {
            case "day": "GenerateRequestsPerDayPerProjectPerModel-FreeTier"
            case "minute": "GenerateRequestsPerMinutePerProjectPerModel-FreeTier"
            default: behaviour.quota
            }
        guard let id else { return nil }
        return """
            {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[\
            {"quotaMetric":"generativelanguage.googleapis.com/generate_content_free_tier_requests",\
            "quotaId":\(JSONText.quoted(id)),"quotaValue":"50"}]}
            """
    }
}

extension SimulatedError {
    /// Gemini's error for almost everything that is wrong with a request.
    static func invalidArgument(_ message: String) -> SimulatedError {
        SimulatedError(status: 400, message: message, type: "INVALID_ARGUMENT", code: .none)
    }
}
