// SPDX-License-Identifier: Apache-2.0

/// The field names that Gemini's API knows; it refuses all others.
enum GeminiFields {
    private static let top: Set = [
        "contents", "systemInstruction", "generationConfig", "safetySettings", "tools", "toolConfig", "cachedContent",
        "model", "serviceTier", "store",
    ]
    private static let generationConfig: Set = [
        "temperature", "topP", "topK", "candidateCount", "maxOutputTokens", "stopSequences", "responseMimeType",
        "responseSchema", "responseJsonSchema", "_responseJsonSchema", "presencePenalty", "frequencyPenalty", "seed",
        "responseLogprobs", "logprobs", "responseModalities", "thinkingConfig", "mediaResolution", "speechConfig",
        "imageConfig", "enableEnhancedCivicAnswers",
    ]
    private static let content: Set = ["role", "parts"]
    private static let part: Set = [
        "text", "thought", "thoughtSignature", "inlineData", "fileData", "functionCall", "functionResponse",
        "executableCode", "codeExecutionResult", "videoMetadata", "partMetadata", "mediaResolution",
    ]
    private static let thinkingConfig: Set = ["thinkingBudget", "thinkingLevel", "includeThoughts"]
    private static let safetySetting: Set = ["category", "threshold", "method"]
    private static let schema: Set = [
        "type", "format", "title", "description", "nullable", "enum", "maxItems", "minItems", "properties", "required",
        "minProperties", "maxProperties", "minLength", "maxLength", "pattern", "example", "anyOf", "propertyOrdering",
        "default", "items", "minimum", "maximum",
    ]

    /// The error for the first field that there is not, as far as the simulator looks.
    static func violation(in request: GeminiRequest) -> SimulatedError? {
        unknown(in: request.body, top, at: "")
            ?? first(request.contents, "contents", contentViolation)
            ?? request.systemInstruction.flatMap { contentViolation($0, at: "system_instruction") }
            ?? configViolation(request)
            ?? first(request.body.member("safetySettings", "safety_settings")?.elements ?? [], "safety_settings") {
                unknown(in: $0, safetySetting, at: $1)
            }
    }

    private static func contentViolation(_ tree: JSONTree, at place: String) -> SimulatedError? {
        unknown(in: tree, content, at: place)
            ?? first(tree["parts"]?.elements ?? [], "\(place).parts") { unknown(in: $0, part, at: $1) }
    }

    private static func configViolation(_ request: GeminiRequest) -> SimulatedError? {
        let config = request.generationConfig
        let place = "generation_config"
        let isOld = GeminiModels.hasBasicSchemas(request.model)
        let names = isOld ? schema : schema.union(["additionalProperties"])
        return unknown(in: config, generationConfig, at: place)
            ?? config.member("thinkingConfig", "thinking_config")
            .flatMap { unknown(in: $0, thinkingConfig, at: "\(place).thinking_config") }
            ?? request.responseSchema.flatMap { schemaViolation($0, names, at: "\(place).response_schema") }
    }

    private static func schemaViolation(_ tree: JSONTree, _ names: Set<String>, at place: String) -> SimulatedError? {
        if let error = unknown(in: tree, names, at: place) { return error }
        let properties = (tree["properties"]?.members ?? [:]).sorted { $0.key < $1.key }
        for (index, property) in properties.enumerated() {
            let inner = "\(place).properties[\(index)].value"
            if let error = schemaViolation(property.value, names, at: inner) { return error }
        }
        return tree["items"].flatMap { schemaViolation($0, names, at: "\(place).items") }
            ?? first(tree["anyOf"]?.elements ?? [], "\(place).any_of") { schemaViolation($0, names, at: $1) }
    }

    private static func first(
        _ elements: [JSONTree],
        _ place: String,
        _ check: (JSONTree, String) -> SimulatedError?
    ) -> SimulatedError? {
        for (index, element) in elements.enumerated() {
            if let error = check(element, "\(place)[\(index)]") { return error }
        }
        return nil
    }

    private static func unknown(in tree: JSONTree, _ names: Set<String>, at place: String) -> SimulatedError? {
        let known = { (name: String) in names.contains(name) || names.contains(camelCase(name)) }
        guard let name = tree.members.keys.sorted().first(where: { !known($0) }) else { return nil }
        let at = place.isEmpty ? "" : " at '\(place)'"
        return .invalidArgument(#"Invalid JSON payload received. Unknown name "\#(name)"\#(at): Cannot find field."#)
    }

    /// The usual spelling of a field name in the other spelling that the API takes: `top_p` for `topP`.
    private static func camelCase(_ name: String) -> String {
        let words = name.split(separator: "_")
        return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
