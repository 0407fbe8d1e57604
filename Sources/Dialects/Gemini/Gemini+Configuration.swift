// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// The part of a request that says how the answer is to be made.
///
/// Source: Gemini API reference, GenerationConfig.
extension Gemini {
    /// The limit of tokens below which thinking could take all of them.
    private static let shortAnswer = 1024

    /// How a model is told to think; nil where that is left to the model.
    ///
    /// A short answer needs no long thoughts, and the limit of tokens counts them too.
    static func reasoning(for chat: ChatRequest, _ traits: ModelTraits) -> ReasoningControl? {
        guard chat.responseFormat != .text || chat.maxTokens < shortAnswer else { return nil }
        return traits.leastReasoning
    }

    /// Whether a model is asked for JSON.
    static func asksForJSON(_ chat: ChatRequest, _ traits: ModelTraits) -> Bool {
        chat.responseFormat != .text && traits.structuredOutput != nil
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
        guard case .choice(let member, let values) = format else { return }
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
