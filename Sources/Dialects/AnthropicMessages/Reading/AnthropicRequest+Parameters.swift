// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

extension AnthropicRequest {
    private static let efforts: [(String, Reasoning.Effort)] = [
        ("low", .low), ("medium", .medium), ("high", .high), ("xhigh", .xhigh), ("max", .max),
    ]

    /// Reads how the answer is to be made.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - needsLimit: Whether the limit of tokens must be there.
    ///   - chat: Takes what was read.
    /// - Throws: ``InvalidRequest``.
    static func readParameters(
        of request: RequestValue,
        needsLimit: Bool,
        into chat: inout ChatRequest
    ) throws(InvalidRequest) {
        var fixed: ChatParameters = []
        let limit = request["max_tokens"]
        chat.maxTokens = try limit.integer(in: 0...Int.max)
        if needsLimit, chat.maxTokens == nil { throw limit.failure("an integer from 0") }
        if chat.maxTokens == 0 {
            throw limit.unsupported("is 0, which is not supported with this model: at least 1 is")
        }
        if chat.maxTokens != nil { fixed.insert(.maxTokens) }
        chat.temperature = try request["temperature"].number(in: 0...1)
        if chat.temperature != nil { fixed.insert(.temperature) }
        var stops: [ByteString] = []
        for stop in try request["stop_sequences"].elements() ?? [] { stops.append(try stop.requiredText()) }
        chat.sampling = Sampling(
            topP: try request["top_p"].number(in: 0...1),
            topK: try request["top_k"].integer(in: 1...Int.max),
            stopSequences: stops
        )
        chat.reasoning = try reasoning(request)
        if chat.reasoning?.effort != nil { fixed.insert(.reasoning) }
        if let format = try format(of: request) {
            chat.responseFormat = .jsonSchema(format)
            fixed.insert(.responseFormat)
        }
        try request["metadata"].requireObjectIfPresent()
        chat.service.endUser = try request["metadata"]["user_id"].text()
        chat.fixedParameters = fixed
    }

    /// Reads how much is to be thought: the effort counts, and the budget where there is none.
    private static func reasoning(_ request: RequestValue) throws(InvalidRequest) -> Reasoning? {
        let (thinking, config) = (request["thinking"], request["output_config"])
        try config.requireObjectIfPresent()
        let effort = try config["effort"].word(efforts)
        if thinking.isAbsent { return effort.map { Reasoning(effort: $0) } }
        try thinking.requireObject()
        var reasoning = Reasoning(effort: effort)
        switch try thinking["type"].requiredText() {
        case "disabled": reasoning.effort = Reasoning.Effort.none
        case "enabled":
            guard let budget = try thinking["budget_tokens"].integer(in: 1...Int.max) else {
                throw thinking["budget_tokens"].failure("an integer from 1")
            }
            reasoning.budgetTokens = budget
            reasoning.effort = effort ?? word(forBudget: budget)
        case "adaptive", "between_tools": break
        default: throw thinking["type"].failure("\"enabled\", \"disabled\", \"adaptive\" or \"between_tools\"", .value)
        }
        reasoning.display = try thinking["display"].word(
            [("omitted", .none), ("summarized", .summary), ("full", .full)] as [(String, Reasoning.Display)]
        )
        // Thoughts that nobody sees need not be asked for.
        if reasoning.display == Reasoning.Display.none { reasoning.display = nil }
        return reasoning.effort == nil && reasoning.display == nil ? nil : reasoning
    }

    /// The effort that a budget comes nearest to.
    private static func word(forBudget budget: Int) -> Reasoning.Effort {
        switch budget {
        case ..<2_048: .low
        case ..<8_192: .medium
        default: .high
        }
    }

    private static func format(of request: RequestValue) throws(InvalidRequest) -> JSONSchemaFormat? {
        // The older name is that of a beta.
        let format = request["output_config"]["format"]
        let field = format.isAbsent ? request["output_format"] : format
        if field.isAbsent { return nil }
        try field.requireObject()
        guard try field["type"].requiredText() == "json_schema" else {
            throw field["type"].failure("\"json_schema\"", .value)
        }
        guard let schema = try field["schema"].objectText() else { throw field["schema"].failure("an object") }
        return JSONSchemaFormat(name: "answer", schema: schema)
    }

    /// Reads that everything up to some place is worth keeping.
    static func cacheHint(of value: RequestValue) throws(InvalidRequest) -> CacheHint? {
        let control = value["cache_control"]
        if control.isAbsent { return nil }
        try control.requireObject()
        return try control["ttl"].word([("5m", .fiveMinutes), ("1h", .oneHour)]) ?? .fiveMinutes
    }
}

extension RequestValue {
    /// Checks that this is an object, or not there at all.
    fileprivate func requireObjectIfPresent() throws(InvalidRequest) {
        if !isAbsent { try requireObject() }
    }
}
