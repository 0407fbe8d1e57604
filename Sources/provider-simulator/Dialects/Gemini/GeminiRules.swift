// SPDX-License-Identifier: Apache-2.0

/// What Gemini's API refuses in a request whose fields it knows.
struct GeminiRules {
    let request: GeminiRequest
    let behaviour: Behaviour

    /// The name without the keys, as error messages have it.
    private var name: Substring {
        request.model.prefix { $0 != "," }
    }

    /// The error to answer with, or nil when the request is fine.
    var violation: SimulatedError? {
        let message =
            contentsProblem ?? systemProblem ?? configProblem ?? thinkingProblem
            ?? GeminiSchemaRules(request: request, behaviour: behaviour, name: name).problem
        return message.map(SimulatedError.invalidArgument)
    }

    private var contentsProblem: String? {
        guard !request.contents.isEmpty else {
            return "* GenerateContentRequest.contents: contents is not specified\n"
        }
        for (index, content) in request.contents.enumerated() {
            if let role = content["role"], !["user", "model"].contains(role.string) {
                return "Please use a valid role: user, model."
            }
            if let problem = partsProblem(content, "contents[\(index)]") { return problem }
        }
        return nil
    }

    private func partsProblem(_ content: JSONTree, _ place: String) -> String? {
        let parts = content["parts"]?.elements ?? []
        guard !parts.isEmpty else {
            return "* GenerateContentRequest.\(place).parts: contents.parts must not be empty.\n"
        }
        guard let index = parts.firstIndex(where: { $0.members.isEmpty || $0["text"]?.string == "" }) else {
            return nil
        }
        return "* GenerateContentRequest.\(place).parts[\(index)].data: required oneof field 'data' must have one "
            + "initialized field\n"
    }

    private var systemProblem: String? {
        guard let system = request.systemInstruction else { return nil }
        if GeminiModels.isGemma(request.model) || behaviour.rules.contains(.noSystem) {
            return "Developer instruction is not enabled for models/\(name)"
        }
        return partsProblem(system, "system_instruction")
    }

    private var configProblem: String? {
        let config = request.generationConfig
        if let temperature = config["temperature"] {
            if behaviour.rules.contains(.noTemperature) {
                return "temperature is not supported by models/\(name)"
            }
            guard let number = temperature.number, (0...2).contains(number) else {
                return "* GenerateContentRequest.generation_config.temperature: temperature must be in the range "
                    + "[0.0, 2.0].\n"
            }
        }
        if let wanted = config.member("maxOutputTokens", "max_output_tokens") {
            guard let number = wanted.number, number >= 1, let tokens = Int(exactly: number) else {
                return "* GenerateContentRequest.generation_config.max_output_tokens: max_output_tokens must be "
                    + "positive.\n"
            }
            if let limit = behaviour.outputLimit, tokens > limit {
                return "Unable to submit request because it has a maxOutputTokens value of \(tokens) but the "
                    + "supported range is from 1 (inclusive) to \(limit + 1) (exclusive). "
                    + "Update the value and try again."
            }
        }
        if let limit = behaviour.contextLimit, request.promptWords > limit {
            return "The input token count (\(request.promptWords)) exceeds the maximum number of tokens allowed "
                + "(\(limit))."
        }
        return nil
    }

    private var thinkingProblem: String? {
        guard let config = request.generationConfig.member("thinkingConfig", "thinking_config") else { return nil }
        let budget = config.member("thinkingBudget", "thinking_budget")
        let level = config.member("thinkingLevel", "thinking_level")
        guard GeminiModels.thinks(request.model) else {
            return "Unable to submit request because thinking is not supported by this model."
        }
        if budget != nil, level != nil {
            return "You can only set only one of thinking budget and thinking level."
        }
        if let level {
            let word = level.string?.uppercased() ?? ""
            guard ["MINIMAL", "LOW", "MEDIUM", "HIGH"].contains(word) else {
                return "Invalid value at 'generation_config.thinking_config.thinking_level' "
                    + #"(type.googleapis.com/google.ai.generativelanguage.v1beta.ThinkingLevel), "\#(word)""#
            }
            if GeminiModels.hasBudgetOnly(request.model) {
                return "Thinking level is not supported for this model."
            }
            if word == "MINIMAL", GeminiModels.hasNoMinimalLevel(request.model) {
                return "Thinking level MINIMAL is not supported for this model. Please retry with other thinking level."
            }
        }
        if let number = budget?.number, GeminiModels.alwaysThinks(request.model), (0..<128).contains(number) {
            return number == 0
                ? "Budget 0 is invalid. This model only works in thinking mode."
                : "The thinking budget \(Int(number)) is invalid. Please choose a value between 128 and 32768."
        }
        return nil
    }
}
