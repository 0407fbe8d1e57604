// SPDX-License-Identifier: Apache-2.0

/// A provider's error, looked at for the parameter of the request that it does not take.
struct Complaint {
    private let status: Int
    private let report: ProviderReport
    private let message: String

    init(status: Int, report: ProviderReport) {
        self.status = status
        self.report = report
        // A message that repeats the request must not cost much; the complaint stands at its start.
        message = report.message.prefix(2000).lowercased()
    }

    /// Whether the request is at fault: some servers use 422 for that.
    var isAboutRequest: Bool {
        status == 400 || status == 422
    }

    /// How messages say that a parameter is not taken at all, or not with this value.
    private static let rejections = [
        "unsupported", "not support", "unrecognized", "unknown", "not permitted", "not allowed", "unexpected", "extra",
        "invalid argument", "does not accept", "only the default",
    ]

    /// Whether a parameter is rejected for this model, whatever its value: by code and parameter (OpenAI), by the place
    /// of the fault (FastAPI), or by its name in the message (others).
    func rejects(_ field: String) -> Bool {
        let isRejection =
            report.code == "unsupported_parameter" || report.code == "unsupported_value"
            || report.type == "extra_forbidden" || mentions(anyOf: Self.rejections)
        guard isRejection else { return field == "stream_options" && mentions(field) }
        if let parameter = report.parameter {
            return parameter == field || parameter.hasSuffix("." + field) || parameter.hasPrefix(field + ".")
        }
        // The name that comes first is the rejected one, the other one the advice.
        guard let advice = TokenLimitField(rawValue: field)?.other.rawValue else { return mentions(field) }
        return (position(of: field) ?? .max) < (position(of: advice) ?? .max)
    }

    /// Whether a message of the role `system` is what is not taken: by the API, or by a chat template of a local
    /// server, which answers with 400 or 500.
    var isAboutSystemRole: Bool {
        guard isAboutRequest || status == 500 else { return false }
        if report.code == "unsupported_value", let parameter = report.parameter {
            return parameter.hasPrefix("messages") && parameter.hasSuffix("role")
        }
        // The words of chat templates; looser ones would take an overloaded system for a role.
        return mentions(anyOf: [
            "system role not supported", "system role is not supported", "does not support system role",
            "does not support the system role", "system message must be at the beginning", "roles must alternate",
            "only user and assistant roles", "must start with a user", "only one system message",
            "unexpected message role",
        ])
    }

    /// Whether the model, asked for JSON, wrote something else (Groq): the parameter itself was taken.
    var isAboutDisobedience: Bool {
        report.code == "json_validate_failed"
    }

    /// Whether the form that the answer is to have cannot be asked for, or not in this way.
    ///
    /// Some servers name the means and not the parameter (vLLM). Some fail over it with 500 (llama-cpp-python); but a
    /// server that breaks down while it compiles a grammar says with 500 that it has broken down.
    var isAboutResponseFormat: Bool {
        if status == 500 { return mentions(anyOf: ["response_format", "input should be"]) }
        guard isAboutRequest else { return false }
        let words = [
            "response_format", "response format", "responseformat", "json_schema", "json schema", "json_object",
            "json mode", "invalid schema", "structured output", "structured_output", "guided", "grammar",
        ]
        return mentions(anyOf: words) || report.parameter?.contains("response_format") == true
    }

    /// Whether the limit of tokens is beyond what the model can write, or what the prompt leaves of its context.
    ///
    /// vLLM, DeepSeek and SGLang count the limit into the context; OpenAI rejects one beyond the model's own.
    var isAboutTooManyTokens: Bool {
        if report.code == "unsupported_parameter" { return false }
        if mentions("max_tokens") || mentions("max_completion_tokens") || isLimit(report.parameter) {
            let words = [
                "too large", "at most", "less than or equal", "exceed", "maximum value", "above maximum", "valid range",
            ]
            if mentions(anyOf: words) { return true }
        }
        // The name that the limit has inside of Hugging Face's server.
        if mentions("max_new_tokens") { return true }
        if mentions(anyOf: [" 0 in the", " 0 tokens for the"]) { return false }
        // Groq says no more than that.
        if message.contains("length of the messages or completion") { return true }
        guard message.contains("context length") else { return false }
        if message.contains("output tokens") && message.contains("requested") { return true }
        return mentions(anyOf: ["in the completion", "for the completion", "in the output"])
    }

    private func isLimit(_ parameter: String?) -> Bool {
        parameter.map { TokenLimitField(rawValue: $0) != nil } ?? false
    }

    private func mentions(anyOf phrases: [String]) -> Bool {
        phrases.contains { message.contains($0) }
    }

    private func mentions(_ field: String) -> Bool {
        position(of: field) != nil || report.parameter?.contains(field) == true
    }

    /// Where a field's name stands in the message as a word, in characters.
    private func position(of field: String) -> Int? {
        var offset = 0
        for word in message.split(omittingEmptySubsequences: false, whereSeparator: { !($0.isLetter || $0 == "_") }) {
            if word == field { return offset }
            offset += word.count + 1
        }
        return nil
    }
}
