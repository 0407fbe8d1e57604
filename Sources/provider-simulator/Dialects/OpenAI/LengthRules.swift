// SPDX-License-Identifier: Apache-2.0

/// What servers of OpenAI's dialect say about prompts and answers that are too long for a model.
struct LengthRules {
    let behaviour: Behaviour

    func violation(in request: OpenAIRequest) -> SimulatedError? {
        outputViolation(in: request) ?? contextViolation(in: request)
    }

    private func outputViolation(in request: OpenAIRequest) -> SimulatedError? {
        guard let limit = behaviour.outputLimit, let wanted = Self.wanted(request), wanted > Double(limit) else {
            return nil
        }
        let name = Self.name(request)
        let tokens = Self.text(wanted)
        let message =
            behaviour.server == .groq
            ? "`\(name)` must be less than or equal to `\(limit)`, the maximum value for `\(name)` for this model"
            : "\(name) is too large: \(tokens). This model supports at most \(limit) completion tokens, "
                + "whereas you provided \(tokens)."
        return .invalid(message, param: name, code: "invalid_value")
    }

    private func contextViolation(in request: OpenAIRequest) -> SimulatedError? {
        guard let limit = behaviour.contextLimit else { return nil }
        let prompt = request.promptWords
        switch behaviour.server {
        case .ollama, .lmstudio:
            // They cut the prompt and say nothing.
            return nil
        case .llamacpp, .llamabox, .llamaCppPython:
            return prompt > limit ? Self.exceeded(prompt: prompt, limit: limit) : nil
        case .groq:
            guard Double(prompt) + (Self.wanted(request) ?? 0) > Double(limit) else { return nil }
            let message = "Please reduce the length of the messages or completion."
            return .invalid(message, param: "messages", code: "context_length_exceeded")
        case .vllm:
            guard let wanted = Self.wanted(request), wanted + Double(prompt) > Double(limit) else { return nil }
            return Self.tooLarge(wanted, name: Self.name(request), prompt: prompt, limit: limit)
        case .openai:
            guard let wanted = Self.wanted(request), wanted > Double(limit) else { return nil }
            return Self.tooLarge(wanted, name: Self.name(request), prompt: prompt, limit: limit)
        }
    }

    private static func exceeded(prompt: Int, limit: Int) -> SimulatedError {
        let message =
            "the request exceeds the available context size. try increasing the context size or enable context shift"
        var error = SimulatedError(
            status: 400,
            message: message,
            type: "exceed_context_size_error",
            code: .number(400)
        )
        error.members = #","n_prompt_tokens":\#(prompt),"n_ctx":\#(limit)"#
        return error
    }

    private static func tooLarge(_ wanted: Double, name: String, prompt: Int, limit: Int) -> SimulatedError {
        let tokens = text(wanted)
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

    private static func wanted(_ request: OpenAIRequest) -> Double? {
        request.maxCompletionTokens ?? request.maxTokens
    }

    private static func name(_ request: OpenAIRequest) -> String {
        request.maxCompletionTokens == nil ? "max_tokens" : "max_completion_tokens"
    }

    private static func text(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? String(number)
    }
}
