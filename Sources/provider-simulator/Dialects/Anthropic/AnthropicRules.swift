// SPDX-License-Identifier: Apache-2.0

/// What Anthropic's API refuses in a request.
struct AnthropicRules {
    private static let fields: Set = [
        "model", "messages", "max_tokens", "system", "temperature", "top_p", "top_k", "stop_sequences", "stream",
        "metadata", "tools", "tool_choice", "thinking", "output_config", "service_tier", "container",
        "context_management", "mcp_servers", "inference_geo", "cache_control",
    ]

    let request: AnthropicRequest
    let behaviour: Behaviour

    private var body: JSONTree {
        request.body
    }

    /// The name without the keys, as error messages have it.
    private var name: Substring {
        request.model.prefix { $0 != "," }
    }

    /// The message to answer with, or nil when the request is fine.
    var problem: String? {
        fieldProblem ?? lengthProblem ?? messagesProblem ?? systemProblem ?? samplingProblem ?? formatProblem
    }

    private var fieldProblem: String? {
        if request.version == nil {
            return "anthropic-version: header is required"
        }
        if let name = body.members.keys.sorted().first(where: { !Self.fields.contains($0) }) {
            return "\(name): Extra inputs are not permitted"
        }
        let output = body["output_config"]
        if let name = (output?.members.keys.sorted() ?? []).first(where: { !["format", "effort"].contains($0) }) {
            return "output_config.\(name): Extra inputs are not permitted"
        }
        let format = output?["format"]
        if let name = (format?.members.keys.sorted() ?? []).first(where: { !["type", "schema"].contains($0) }) {
            return "output_config.format.\(name): Extra inputs are not permitted"
        }
        return nil
    }

    private var lengthProblem: String? {
        guard let wanted = body["max_tokens"] else { return "max_tokens: Field required" }
        guard let number = wanted.number, let tokens = Int(exactly: number) else {
            return "max_tokens: Input should be a valid integer"
        }
        if tokens < 1 {
            return "max_tokens: Input should be greater than or equal to 1"
        }
        if let limit = behaviour.outputLimit, tokens > limit {
            return "max_tokens: \(tokens) > \(limit), which is the maximum allowed number of output tokens for \(name)"
        }
        if let limit = behaviour.contextLimit, request.promptWords > limit {
            return "prompt is too long: \(request.promptWords) tokens > \(limit) maximum"
        }
        return nil
    }

    private var messagesProblem: String? {
        guard body["messages"] != nil else { return "messages: Field required" }
        guard !request.messages.isEmpty else { return "messages: at least one message is required" }
        for (index, message) in request.messages.enumerated() {
            let role = message["role"]?.string ?? ""
            if role == "system" {
                return #"messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, "#
                    + #"not "system" as an input message role."#
            }
            guard ["user", "assistant"].contains(role) else {
                return "messages.\(index).role: Input should be 'user' or 'assistant'"
            }
            if let name = message.members.keys.sorted().first(where: { !["role", "content"].contains($0) }) {
                return "messages.\(index).\(name): Extra inputs are not permitted"
            }
            if let problem = contentProblem(message["content"], index: index) { return problem }
        }
        if request.messages.first?["role"]?.string != "user" {
            return #"messages: first message must use the "user" role"#
        }
        return nil
    }

    private func contentProblem(_ content: JSONTree?, index: Int) -> String? {
        guard let content else { return "messages.\(index).content: Field required" }
        if content.string == "" || (content.string == nil && content.elements.isEmpty) {
            return "messages.\(index): all messages must have non-empty content except for the optional final "
                + "assistant message"
        }
        return content.elements.contains { $0["text"]?.string == "" }
            ? "messages: text content blocks must be non-empty" : nil
    }

    private var systemProblem: String? {
        guard let system = body["system"] else { return nil }
        if behaviour.rules.contains(.noSystem) {
            return "system: system prompts are not supported for \(name)"
        }
        return system.elements.contains { $0["text"]?.string == "" }
            ? "system: text content blocks must be non-empty" : nil
    }

    private var samplingProblem: String? {
        let isRefused = AnthropicModels.refusesSampling(request.model) || behaviour.rules.contains(.noTemperature)
        if isRefused, let field = ["temperature", "top_p", "top_k"].first(where: { body[$0] != nil }) {
            return "`\(field)` is deprecated for this model."
        }
        guard let temperature = body["temperature"] else { return nil }
        guard let number = temperature.number else { return "temperature: Input should be a valid number" }
        if number < 0 { return "temperature: Input should be greater than or equal to 0" }
        return number > 1 ? "temperature: Input should be less than or equal to 1" : nil
    }

    private var formatProblem: String? {
        guard let format = request.outputFormat else { return nil }
        if AnthropicModels.refusesSchemas(request.model)
            || !behaviour.rules.isDisjoint(with: [.noJSONSchema, .noSchema, .noResponseFormat])
        {
            return "output_config.format: structured outputs are not supported for \(name)"
        }
        guard format["type"]?.string == "json_schema" else {
            return "output_config.format.type: Input should be 'json_schema'"
        }
        guard let schema = format["schema"] else { return "output_config.format.schema: Field required" }
        if !isClosed(schema) {
            return "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to "
                + "false"
        }
        if let limit = behaviour.enumLimit, (request.constraint?.largestEnum ?? 0) > limit {
            return "output_config.format.schema: Schema is too complex for compilation."
        }
        return nil
    }

    /// Whether all objects in a schema say that they have no further properties.
    private func isClosed(_ schema: JSONTree) -> Bool {
        if schema["type"]?.string == "object", schema["additionalProperties"]?.bool != false { return false }
        return (schema["properties"]?.members.values ?? [:].values).allSatisfy(isClosed)
            && (schema["items"].map(isClosed) ?? true)
    }
}
