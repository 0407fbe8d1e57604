// SPDX-License-Identifier: Apache-2.0

/// The checks that a request must pass: those of every provider, and those that the model name asks for.
struct OpenAIRules {
    let behaviour: Behaviour

    /// The error to answer with, or nil when the request is fine.
    func violation(in request: OpenAIRequest) -> SimulatedError? {
        basicViolation(in: request)
            ?? (behaviour.server == .groq ? GroqRules.violation(in: request) : nil)
            ?? ruleViolation(in: request)
            ?? ResponseFormatRules(behaviour: behaviour).violation(in: request)
            ?? LengthRules(behaviour: behaviour).violation(in: request)
    }

    private func basicViolation(in request: OpenAIRequest) -> SimulatedError? {
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

    private func ruleViolation(in request: OpenAIRequest) -> SimulatedError? {
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
        if rules.contains(.noTemperature), request.temperature != nil {
            let message = "Unsupported parameter: 'temperature' is not supported with this model."
            return .invalid(message, param: "temperature", code: "unsupported_parameter")
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
}
