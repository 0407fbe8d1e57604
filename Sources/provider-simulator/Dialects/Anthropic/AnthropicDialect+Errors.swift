// SPDX-License-Identifier: Apache-2.0

extension AnthropicDialect {
    func invalidKey(_ key: String?) -> SimulatedError {
        let message = key == nil ? "x-api-key header is required" : "invalid x-api-key"
        return SimulatedError(status: 401, message: message, type: "authentication_error", code: .none)
    }

    func invalidModel(_ message: String, isMissing: Bool) -> SimulatedError {
        .invalidRequest(isMissing ? "model: Field required" : message)
    }

    func usualError(status: Int) -> SimulatedError {
        let (message, type): (String, String) =
            switch status {
            case 401: ("invalid x-api-key", "authentication_error")
            case 402: ("There is a problem with your billing.", "billing_error")
            case 403: ("Your API key does not have permission to use this model.", "permission_error")
            case 404: ("model: not found", "not_found_error")
            case 409: ("The request conflicts with another one.", "conflict_error")
            case 413: ("Request exceeds the maximum size", "request_too_large")
            case 429: ("This request would exceed your organization's rate limit.", "rate_limit_error")
            case 504: ("The request timed out.", "timeout_error")
            case 529: ("Overloaded", "overloaded_error")
            case 500...: ("Internal server error", "api_error")
            default: ("The request is invalid.", "invalid_request_error")
            }
        return SimulatedError(status: status, message: message, type: type, code: .none)
    }

    func envelope(_ error: SimulatedError) -> String {
        let details =
            if case .word(let code) = error.code {
                #","details":{"error_code":\#(JSONText.quoted(code))}"#
            } else {
                ""
            }
        let object =
            #"{"type":\#(JSONText.quoted(error.type)),"message":\#(JSONText.quoted(error.message))\#(details)}"#
        return #"{"type":"error","error":\#(object),"request_id":\#(JSONText.quotedOrNull(identity?.requestID))}"#
    }
}

extension SimulatedError {
    /// Anthropic's error for almost everything that is wrong with a request.
    static func invalidRequest(_ message: String) -> SimulatedError {
        SimulatedError(status: 400, message: message, type: "invalid_request_error", code: .none)
    }
}
