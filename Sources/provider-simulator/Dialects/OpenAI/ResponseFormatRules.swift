// SPDX-License-Identifier: Apache-2.0

/// What servers of OpenAI's dialect say about a `response_format` that they cannot keep to.
struct ResponseFormatRules {
    let behaviour: Behaviour

    func violation(in request: OpenAIRequest) -> SimulatedError? {
        guard let format = request.responseFormat, !format.isNull else { return nil }
        if behaviour.rules.contains(.noResponseFormat) {
            return .invalid("Unrecognized request argument supplied: response_format", param: nil, code: nil)
        }
        switch format["type"]?.string {
        case "json_schema":
            return schemaViolation(format, request.constraint?.largestEnum ?? 0)
        case "json_object":
            return objectViolation(in: request)
        case "text":
            return nil
        default:
            let message = "Invalid value for 'response_format.type'."
            return .invalid(message, param: "response_format.type", code: "invalid_value")
        }
    }

    private func schemaViolation(_ format: JSONTree, _ largestEnum: Int) -> SimulatedError? {
        if behaviour.server == .llamaCppPython {
            return SimulatedError(
                status: 500,
                message: "1 validation error: response_format.type: Input should be 'text' or 'json_object'",
                type: "internal_server_error",
                code: .none
            )
        }
        if !behaviour.rules.isDisjoint(with: [.noJSONSchema, .noSchema]) {
            return refusal(of: "json_schema")
        }
        guard format["json_schema"]?["schema"] != nil || behaviour.server == .ollama else {
            let message = "Missing required parameter: 'response_format.json_schema'."
            return .invalid(message, param: "response_format.json_schema", code: "missing_required_parameter")
        }
        if let limit = behaviour.enumLimit, largestEnum > limit {
            let name = format["json_schema"]?["name"]?.string ?? ""
            let message =
                "Invalid schema for response_format '\(name)': Expected at most \(limit) enum values in total "
                + "within a schema when using Structured Outputs, but received \(largestEnum)."
            return .invalid(message, param: "response_format", code: nil)
        }
        return nil
    }

    private func objectViolation(in request: OpenAIRequest) -> SimulatedError? {
        if behaviour.server == .lmstudio {
            let message = "'response_format.type' must be 'json_schema' or 'text'"
            return .invalid(message, param: "response_format", code: nil)
        }
        if behaviour.rules.contains(.noJSONObject) {
            return refusal(of: "json_object")
        }
        let needsWord = behaviour.server == .groq || behaviour.rules.contains(.jsonWord)
        let hasWord = (request.messages ?? []).contains { $0.text.lowercased().contains("json") }
        if needsWord, !hasWord {
            let message =
                "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
            return .invalid(message, param: "messages", code: nil)
        }
        return nil
    }

    private func refusal(of type: String) -> SimulatedError {
        if behaviour.server == .groq {
            let message =
                "This model does not support response format `\(type)`. "
                + "See supported models at https://console.groq.com/docs/structured-outputs#supported-models"
            return .invalid(message, param: "response_format", code: nil)
        }
        let message = "Invalid parameter: 'response_format' of type '\(type)' is not supported with this model."
        return .invalid(message, param: "response_format", code: nil)
    }
}
