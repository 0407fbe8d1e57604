// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// Source: Claude docs, structured outputs and effort.
extension AnthropicMessages {
    /// Whether a request asks for an answer of a schema.
    func asksForSchema(_ chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> Bool {
        switch chat.responseFormat {
        case .text, .jsonObject: false
        case .jsonSchema, .choice:
            (traits.structuredOutput == .jsonSchema || chat.fixedParameters.contains(.responseFormat))
                && !adaptation.contains(.omitsResponseFormat)
        }
    }

    /// The effort that a request asks for; nil when it leaves that to the model.
    func effort(for chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> String? {
        guard let reasoning = chat.reasoning, !adaptation.contains(.omitsThinking) else { return nil }
        if reasoning.effort == .least {
            guard case .effort(let word) = traits.leastReasoning else { return nil }
            return word
        }
        guard traits.reasoningScale == .effort || traits.reasoningScale == .effortAndBudget,
            reasoning.effort != nil || traits.reasoningScale == .effort && chat.fixedParameters.contains(.reasoning)
        else { return nil }
        switch reasoning.effortWord {
        case nil, .least, Reasoning.Effort.none?: return nil
        case .minimal?: return Reasoning.Effort.low.rawValue
        case let word?: return word.rawValue
        }
    }

    /// Writes how the answer is to be, where anything is to be said about that.
    func writeOutputConfig(
        of chat: ChatRequest,
        _ traits: ModelTraits,
        _ adaptation: RequestAdaptation,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        let effort = effort(for: chat, traits, adaptation)
        let hasSchema = asksForSchema(chat, traits, adaptation)
        if effort == nil, !hasSchema { return }
        writer.key("output_config")
        writer.beginObject()
        if let effort {
            writer.key("effort")
            writer.string(effort)
        }
        if hasSchema {
            writer.key("format")
            writer.beginObject()
            writer.key("type")
            writer.string("json_schema")
            writer.key("schema")
            try write(chat.responseFormat, to: &writer)
            writer.endObject()
        }
        writer.endObject()
    }

    private func write(_ format: ResponseFormat, to writer: inout JSONWriter) throws(Unsupported) {
        switch format {
        case .text, .jsonObject: break
        case .jsonSchema(let schema):
            try AnthropicSchema.write(schema.schema, at: .parameter(.responseFormat), to: &writer)
        case .choice(_, let member, let values): writer.schema(ofChoice: member, values)
        }
    }
}
