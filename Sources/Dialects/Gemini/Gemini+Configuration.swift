// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// The part of a request that says how the answer is to be made.
///
/// Source: Gemini API reference, GenerationConfig.
extension Gemini {
    /// How a model is told to reason; nil where that is left to the model.
    static func reasoning(for chat: ChatRequest, _ traits: ModelTraits) -> ReasoningControl? {
        chat.reasoning?.effort == .least || chat.reasoning?.budgetTokens == 0 ? traits.leastReasoning : nil
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
    ) {
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
        if let reasoning = reasoning(for: chat, traits), !adaptation.contains(.omitsThinking) {
            write(reasoning, to: &writer)
        }
    }

    private static func writeSchema(of format: ResponseFormat, to writer: inout JSONWriter) {
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

    private static func write(_ reasoning: ReasoningControl, to writer: inout JSONWriter) {
        writer.key("thinkingConfig")
        writer.beginObject()
        switch reasoning {
        case .budget(let tokens):
            writer.key("thinkingBudget")
            writer.number(tokens)
        case .effort(let word):
            writer.key("thinkingLevel")
            writer.string(word)
        }
        writer.endObject()
    }
}
