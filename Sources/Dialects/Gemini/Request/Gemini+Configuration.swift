// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// The part of a request that says how the answer is to be made.
///
/// Source: Gemini API reference, GenerationConfig.
extension Gemini {
    /// How a model is told to reason; nil where that is left to the model.
    static func reasoning(for chat: ChatRequest, _ traits: ModelTraits) -> ReasoningControl? {
        guard let reasoning = chat.reasoning else { return nil }
        if reasoning.effort == .least || reasoning.effort == nil && reasoning.budgetTokens == 0 {
            return traits.leastReasoning
        }
        guard traits.reasoningScale != .none, reasoning.effort != nil || chat.fixedParameters.contains(.reasoning)
        else { return nil }
        if traits.reasoningScale.takesBudget { return reasoning.budget.map { .budget($0) } }
        return reasoning.effortWord.flatMap(level(of:)).map { .effort($0) }
    }

    /// Gemini's word for an effort: it has none for not at all, and none beyond `XHIGH`.
    private static func level(of effort: Reasoning.Effort) -> String? {
        switch effort {
        case .least: nil
        case .none, .minimal: "MINIMAL"
        case .low: "LOW"
        case .medium: "MEDIUM"
        case .high: "HIGH"
        case .xhigh, .max: "XHIGH"
        }
    }

    /// Whether a model is asked for JSON.
    static func asksForJSON(_ chat: ChatRequest, _ traits: ModelTraits) -> Bool {
        chat.responseFormat != .text
            && (traits.structuredOutput != nil || chat.fixedParameters.contains(.responseFormat))
    }

    /// Writes the members of `generationConfig`.
    static func writeConfiguration(
        of chat: ChatRequest,
        _ traits: ModelTraits,
        _ adaptation: RequestAdaptation,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        if let temperature = adaptation.temperature(for: chat.temperature) {
            writer.key("temperature")
            writer.number(temperature)
        }
        if let limit = adaptation.tokenLimit(for: chat.maxTokens) {
            writer.key("maxOutputTokens")
            writer.number(limit)
        }
        if asksForJSON(chat, traits), !adaptation.contains(.omitsResponseFormat) {
            writer.key("responseMimeType")
            writer.string("application/json")
            if !adaptation.contains(.omitsSchema) { writeSchema(of: chat.responseFormat, to: &writer) }
        }
        if !adaptation.contains(.omitsThinking) {
            write(reasoning(for: chat, traits), shows: chat.reasoning?.display, to: &writer)
        }
        try write(chat.sampling, to: &writer)
    }

    private static func write(_ sampling: Sampling, to writer: inout JSONWriter) throws(Unsupported) {
        if sampling.logitBias != nil {
            throw Unsupported(.parameter(.logitBias), "has no counterpart in Gemini's API")
        }
        writer.member("topP", sampling.topP)
        writer.member("topK", sampling.topK)
        writer.member("presencePenalty", sampling.presencePenalty)
        writer.member("frequencyPenalty", sampling.frequencyPenalty)
        writer.member("seed", sampling.seed)
        if let count = sampling.topLogprobs {
            writer.member("responseLogprobs", true)
            if count > 0 { writer.member("logprobs", count) }
        }
        writer.member("candidateCount", sampling.choices)
        writer.member("stopSequences", sampling.stopSequences)
    }

    private static func writeSchema(of format: ResponseFormat, to writer: inout JSONWriter) {
        if case .jsonSchema(let schema) = format {
            writer.key("responseJsonSchema")
            GeminiSchema.write(schema.schema, to: &writer)
        }
        guard case .choice(_, let member, let values) = format else { return }
        writer.key("responseSchema")
        writer.beginObject()
        writer.key("type")
        writer.string("OBJECT")
        writer.key("properties")
        writer.beginObject()
        writer.key(member)
        writer.schema(ofString: "STRING", oneOf: values)
        writer.endObject()
        writer.key("required")
        writer.array(of: [member])
        writer.endObject()
    }

    private static func write(
        _ reasoning: ReasoningControl?,
        shows display: Reasoning.Display?,
        to writer: inout JSONWriter
    ) {
        if reasoning == nil, display == nil { return }
        writer.key("thinkingConfig")
        writer.beginObject()
        switch reasoning {
        case nil: break
        case .budget(let tokens)?:
            writer.key("thinkingBudget")
            writer.number(tokens)
        case .effort(let word)?:
            writer.key("thinkingLevel")
            writer.string(word)
        }
        if let display { writer.member("includeThoughts", display != .none) }
        writer.endObject()
    }
}
