// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// Source: Claude docs, structured outputs and effort.
extension AnthropicMessages {
    /// The member and the words of the schema that a request asks for; nil when it asks for none.
    func schema(
        for chat: ChatRequest,
        _ traits: ModelTraits,
        _ adaptation: RequestAdaptation
    ) -> (member: String, values: [String])? {
        guard case .choice(_, let member, let values) = chat.responseFormat,
            traits.structuredOutput == .jsonSchema || chat.fixedParameters.contains(.responseFormat),
            !adaptation.contains(.omitsResponseFormat)
        else { return nil }
        return (member, values)
    }

    /// The effort that a request asks for; nil when it leaves that to the model.
    func effort(for chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> String? {
        guard chat.reasoning?.effort == .least, !adaptation.contains(.omitsThinking),
            case .effort(let word) = traits.leastReasoning
        else { return nil }
        return word
    }

    /// Writes how the answer is to be, where anything is to be said about that.
    func writeOutputConfig(
        of chat: ChatRequest,
        _ traits: ModelTraits,
        _ adaptation: RequestAdaptation,
        to writer: inout JSONWriter
    ) {
        let effort = effort(for: chat, traits, adaptation)
        let schema = schema(for: chat, traits, adaptation)
        if effort == nil, schema == nil { return }
        writer.key("output_config")
        writer.beginObject()
        if let effort {
            writer.key("effort")
            writer.string(effort)
        }
        if let schema {
            writer.key("format")
            writer.beginObject()
            writer.key("type")
            writer.string("json_schema")
            writer.key("schema")
            writer.schema(ofChoice: schema.member, schema.values)
            writer.endObject()
        }
        writer.endObject()
    }
}
