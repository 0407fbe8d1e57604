// SPDX-License-Identifier: Apache-2.0

/// The checks that a request must pass: those of every provider, and those that the model name asks for.
struct RequestRules {
    let behaviour: Behaviour

    /// The error to answer with, or nil when the request is fine.
    func violation(in request: ChatRequest) -> SimulatedError? {
        basicViolation(in: request) ?? ruleViolation(in: request) ?? contextViolation(in: request)
    }

    private func basicViolation(in request: ChatRequest) -> SimulatedError? {
        guard let messages = request.messages else {
            let message = "Missing required parameter: 'messages'."
            return .invalid(message, param: "messages", code: "missing_required_parameter")
        }
        if messages.isEmpty {
            let message =
                "Invalid 'messages': empty array. Expected an array with minimum length 1, "
                + "but got an empty array instead."
            return .invalid(message, param: "messages", code: "empty_array")
        }
        if request.streamOptions != nil, !request.isStream {
            let message = "The 'stream_options' parameter is only allowed when 'stream' is enabled."
            return .invalid(message, param: "stream_options", code: nil)
        }
        return nil
    }

    private func ruleViolation(in request: ChatRequest) -> SimulatedError? {
        let rules = behaviour.rules
        if rules.contains(.openAIReasoning), request.maxTokens != nil {
            let message =
                "Unsupported parameter: 'max_tokens' is not supported with this model. "
                + "Use 'max_completion_tokens' instead."
            return .invalid(message, param: "max_tokens", code: "unsupported_parameter")
        }
        if rules.contains(.openAIReasoning), let temperature = request.temperature, temperature != 1 {
            let message =
                "Unsupported value: 'temperature' does not support \(temperature) with this model. "
                + "Only the default (1) value is supported."
            return .invalid(message, param: "temperature", code: "unsupported_value")
        }
        let systemIndex = request.messages?.firstIndex { $0.role == "system" || $0.role == "developer" }
        if rules.contains(.noSystem), let systemIndex {
            let role = request.messages?[systemIndex].role ?? "system"
            let param = "messages[\(systemIndex)].role"
            let message = "Unsupported value: '\(param)' does not support '\(role)' with this model."
            return .invalid(message, param: param, code: "unsupported_value")
        }
        if rules.contains(.noStreamOptions), request.streamOptions != nil {
            return .invalid("Unrecognized request argument supplied: stream_options", param: nil, code: nil)
        }
        return nil
    }

    private func contextViolation(in request: ChatRequest) -> SimulatedError? {
        guard let limit = behaviour.contextLimit, let wanted = request.maxCompletionTokens ?? request.maxTokens,
            wanted > Double(limit)
        else { return nil }
        let name = request.maxCompletionTokens == nil ? "max_tokens" : "max_completion_tokens"
        let tokens = wanted < 1e15 ? String(Int(wanted)) : String(wanted)
        let prompt = request.promptWords
        let message =
            "'max_tokens' or 'max_completion_tokens' is too large: \(tokens). "
            + "This model's maximum context length is \(limit) tokens and your request has \(prompt) input tokens "
            + "(\(tokens) > \(limit) - \(prompt))."
        return SimulatedError(
            status: 400,
            message: message,
            type: "BadRequestError",
            param: name,
            code: .number(400)
        )
    }
}
