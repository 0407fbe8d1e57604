// SPDX-License-Identifier: Apache-2.0

extension SimulatedError {
    static let malformedRequest = invalid("The HTTP request could not be parsed.", param: nil, code: nil)

    static let failedWhileProcessing = SimulatedError(
        status: 500,
        message: "The server had an error while processing your request. Sorry about that!",
        type: "server_error",
        code: .none
    )

    static func invalid(_ message: String, param: String?, code: String?) -> SimulatedError {
        SimulatedError(
            status: 400,
            message: message,
            type: "invalid_request_error",
            param: param,
            code: code.map(Code.word) ?? .none
        )
    }

    static func unknownRoute(method: String, path: String) -> SimulatedError {
        var error = invalid("Unknown request URL: \(method) \(path).", param: nil, code: "unknown_url")
        error.status = 404
        return error
    }

    static func methodNotAllowed(method: String, path: String) -> SimulatedError {
        var error = invalid("Not allowed to \(method) on \(path).", param: nil, code: "method_not_supported")
        error.status = 405
        return error
    }

    /// The refusal of a key, with the key partly masked as OpenAI does it, or of a request without one.
    static func invalidKey(_ key: String?) -> SimulatedError {
        guard let key else {
            let message = "You didn't provide an API key. Provide it in an Authorization header using Bearer auth."
            return SimulatedError(status: 401, message: message, type: "invalid_request_error", code: .none)
        }
        let stars = String(repeating: "*", count: max(key.count - 12, 3))
        let masked = key.count > 12 ? key.prefix(8) + stars + key.suffix(4) : stars
        return SimulatedError(
            status: 401,
            message: "Incorrect API key provided: \(masked).",
            type: "invalid_request_error",
            code: .word("invalid_api_key")
        )
    }

    /// What providers usually say along with a status.
    static func usual(status: Int) -> SimulatedError {
        let (message, type, code): (String, String, String?) =
            switch status {
            case 401: ("Incorrect API key provided.", "invalid_request_error", "invalid_api_key")
            case 403: ("You are not allowed to use this model.", "invalid_request_error", "permission_denied")
            case 404: ("The model does not exist.", "invalid_request_error", "model_not_found")
            case 413: ("The request is too large.", "invalid_request_error", "request_too_large")
            case 429: ("Rate limit reached. Please try again later.", "requests", "rate_limit_exceeded")
            case 503: ("The server is overloaded. Please try again later.", "server_error", "server_is_overloaded")
            case 500...: (failedWhileProcessing.message, failedWhileProcessing.type, nil)
            default: ("The request is invalid.", "invalid_request_error", nil)
            }
        return SimulatedError(status: status, message: message, type: type, code: code.map(Code.word) ?? .none)
    }
}

extension SimulatedError {
    /// The error with the message, type and code that the model name asks for.
    func adapted(to behaviour: Behaviour) -> SimulatedError {
        var error = self
        error.message = behaviour.message ?? message
        error.type = behaviour.type ?? type
        error.code = behaviour.code.map(Code.word) ?? code
        return error
    }
}
