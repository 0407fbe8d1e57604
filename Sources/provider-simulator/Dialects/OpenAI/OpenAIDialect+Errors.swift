// SPDX-License-Identifier: Apache-2.0

extension OpenAIDialect {
    func native(_ error: SimulatedError) -> SimulatedError {
        var error = error
        switch server {
        case .openai, .lmstudio, .llamaCppPython:
            break
        case .groq:
            error.param = nil
            error.type = error.type == "server_error" ? "internal_server_error" : error.type
        case .ollama:
            error.param = nil
            error.code = .none
            error.type =
                switch error.status {
                case 404: "not_found_error"
                case 400, 413, 422: "invalid_request_error"
                default: "api_error"
                }
        case .vllm:
            error.code = .number(error.status)
            error.type =
                switch error.status {
                case 404: "NotFoundError"
                case 500...: "InternalServerError"
                default: "BadRequestError"
                }
        case .llamacpp, .llamabox:
            error.code = .number(error.status)
            error.type = error.type == "invalid_request_error" ? Self.llamaType(error.status) : error.type
        }
        return error
    }

    func envelope(_ error: SimulatedError) -> String {
        let message = JSONText.quoted(error.message)
        switch server {
        case .groq:
            return #"{"error":\#(Self.groqObject(error))}"#
        case .lmstudio:
            return #"{"error":\#(message)}"#
        case .vllm where error.status == 401:
            return #"{"error":\#(message)}"#
        case .llamacpp, .llamabox:
            let type = JSONText.quoted(error.type)
            return #"{"error":{"code":\#(error.code.json),"message":\#(message),"type":\#(type)\#(error.members)}}"#
        default:
            return error.envelope
        }
    }

    /// Groq's error object, which has no `param`, and a code only where there is one.
    static func groqObject(_ error: SimulatedError, extra: String = "") -> String {
        let code = if case .none = error.code { "" } else { #","code":\#(error.code.json)"# }
        let message = JSONText.quoted(error.message)
        return #"{"message":\#(message),"type":\#(JSONText.quoted(error.type))\#(code)\#(extra)}"#
    }

    private static func llamaType(_ status: Int) -> String {
        switch status {
        case 401: "authentication_error"
        case 404: "not_found_error"
        case 503: "unavailable_error"
        default: "invalid_request_error"
        }
    }
}

extension SimulatedError {
    /// What Groq usually says along with a status.
    static func usualOfGroq(status: Int) -> SimulatedError {
        let request = "invalid_request_error"
        let (message, type, code): (String, String, String?) =
            switch status {
            case 401: ("Invalid API Key", request, "invalid_api_key")
            case 404: ("The model does not exist or you do not have access to it.", request, "model_not_found")
            case 413: ("Request too large: tokens per minute (TPM) exceeded.", "tokens", "rate_limit_exceeded")
            case 429: ("Rate limit reached. Please try again in 7.66s.", "tokens", "rate_limit_exceeded")
            case 498: ("Flex tier capacity exceeded. Please try again later.", request, "capacity_exceeded")
            case 503: ("Service unavailable. Please try again later.", "internal_server_error", nil)
            case 500...: ("Internal Server Error", "internal_server_error", nil)
            default: ("The request is invalid.", request, nil)
            }
        return SimulatedError(status: status, message: message, type: type, code: code.map(Code.word) ?? .none)
    }
}
