// SPDX-License-Identifier: Apache-2.0

/// What Groq refuses beyond what OpenAI does.
enum GroqRules {
    static func violation(in request: OpenAIRequest) -> SimulatedError? {
        let unsupported: [(name: String, value: JSONTree?)] = [
            ("logprobs", request.logprobs), ("top_logprobs", request.topLogprobs), ("logit_bias", request.logitBias),
        ]
        if let field = unsupported.first(where: { $0.value != nil }) {
            return refused("`\(field.name)` is not supported with this model")
        }
        if let index = request.messages?.firstIndex(where: \.hasName) {
            return refused("'messages.\(index)' : property 'name' is unsupported")
        }
        if let count = request.choiceCount?.number, count != 1 {
            return refused("'n' : number must be at most 1")
        }
        return reasoningViolation(in: request) ?? formatViolation(in: request)
    }

    private static func reasoningViolation(in request: OpenAIRequest) -> SimulatedError? {
        guard let format = request.reasoningFormat, !format.isNull else { return nil }
        guard let word = format.string, ["parsed", "raw", "hidden"].contains(word) else {
            return refused("'reasoning_format' : value must be one of ['hidden', 'raw', 'parsed']")
        }
        if request.includeReasoning != nil {
            return refused("cannot specify both `include_reasoning` and `reasoning_format`")
        }
        if word == "raw", request.constraint != nil {
            return refused("`reasoning_format` cannot be `raw` with JSON mode, tools or structured outputs")
        }
        return nil
    }

    private static func formatViolation(in request: OpenAIRequest) -> SimulatedError? {
        guard request.isStream, request.constraint != nil else { return nil }
        let type = request.responseFormat?["type"]?.string ?? ""
        return refused("response format `\(type)` is not supported with streaming, set `stream` to false")
    }

    private static func refused(_ message: String) -> SimulatedError {
        .invalid(message, param: nil, code: nil)
    }
}
