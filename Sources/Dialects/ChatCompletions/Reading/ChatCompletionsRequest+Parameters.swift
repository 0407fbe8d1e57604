// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

extension ChatCompletionsRequest {
    static let efforts: [(String, Reasoning.Effort)] = [
        ("none", .none), ("minimal", .minimal), ("low", .low), ("medium", .medium), ("high", .high),
        ("xhigh", .xhigh), ("max", .max),
    ]

    /// Reads how the answer is to be made.
    static func readParameters(of request: RequestValue, into chat: inout ChatRequest) throws(InvalidRequest) {
        var fixed: ChatParameters = []
        chat.temperature = try request["temperature"].number(in: 0...2)
        if chat.temperature != nil { fixed.insert(.temperature) }
        // The later name wins where both are there.
        let limit = request["max_completion_tokens"]
        chat.maxTokens = try (limit.isAbsent ? request["max_tokens"] : limit).integer(in: 1...Int.max)
        if chat.maxTokens != nil { fixed.insert(.maxTokens) }
        if let effort = try request["reasoning_effort"].word(efforts) {
            chat.reasoning = Reasoning(effort: effort)
            fixed.insert(.reasoning)
        }
        chat.responseFormat = try responseFormat(request["response_format"])
        if chat.responseFormat != .text { fixed.insert(.responseFormat) }
        chat.sampling = try sampling(request)
        let user = request["safety_identifier"]
        chat.service = ServiceOptions(
            endUser: try (user.isAbsent ? request["user"] : user).text(),
            cacheKey: try request["prompt_cache_key"].text(),
            tier: try request["service_tier"].text(),
            verbosity: try request["verbosity"].text()
        )
        chat.fixedParameters = fixed
    }

    private static func sampling(_ request: RequestValue) throws(InvalidRequest) -> Sampling {
        Sampling(
            topP: try request["top_p"].number(in: 0...1),
            topK: try request["top_k"].integer(in: 1...Int.max),
            presencePenalty: try request["presence_penalty"].number(in: -2...2),
            frequencyPenalty: try request["frequency_penalty"].number(in: -2...2),
            seed: try request["seed"].integer(in: Int.min...Int.max),
            logitBias: try logitBias(request["logit_bias"]),
            topLogprobs: try topLogprobs(request),
            choices: try request["n"].integer(in: 1...128),
            stopSequences: try stopSequences(request["stop"])
        )
    }

    /// An empty object says nothing, as some clients send it always.
    private static func logitBias(_ value: RequestValue) throws(InvalidRequest) -> ArraySlice<UInt8>? {
        value.json?.objectValue?.members.isEmpty == true ? nil : try value.objectText()
    }

    private static func topLogprobs(_ request: RequestValue) throws(InvalidRequest) -> Int? {
        let count = try request["top_logprobs"].integer(in: 0...20)
        return try request["logprobs"].flag() ?? false ? count ?? 0 : nil
    }

    private static func stopSequences(_ value: RequestValue) throws(InvalidRequest) -> [ByteString] {
        if case .string(let text)? = value.json { return [text] }
        var sequences: [ByteString] = []
        for element in try value.elements() ?? [] { sequences.append(try element.requiredText()) }
        return sequences
    }

    /// The form of the answer; the Responses API has no object around a schema.
    static func responseFormat(_ format: RequestValue, isFlat: Bool = false) throws(InvalidRequest) -> ResponseFormat {
        if format.isAbsent { return .text }
        try format.requireObject()
        enum Form { case text, object, schema }
        let form = try format["type"].word([("text", Form.text), ("json_object", .object), ("json_schema", .schema)])
        switch form {
        case nil: throw format["type"].failure("\"text\", \"json_object\" or \"json_schema\"")
        case .text?: return .text
        case .object?: return .jsonObject
        case .schema?:
            let schema = isFlat ? format : format["json_schema"]
            try schema.requireObject()
            guard let text = try schema["schema"].objectText() else { throw schema["schema"].failure("an object") }
            return .jsonSchema(
                JSONSchemaFormat(
                    name: try schema["name"].requiredText(),
                    description: try schema["description"].text() ?? "",
                    schema: text,
                    isStrict: try schema["strict"].flag()
                )
            )
        }
    }
}
