// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Source: OpenAI API reference, chat completions, `response_format`; OpenAI docs, structured outputs.
extension ChatCompletions {
    /// How a request asks for the form of its answer; nil when it does not.
    func structuredOutput(
        for chat: ChatRequest,
        _ traits: ModelTraits,
        streaming: Bool,
        _ adaptation: RequestAdaptation
    ) -> StructuredOutput? {
        if chat.responseFormat == .text { return nil }
        let wanted: StructuredOutput = chat.responseFormat == .jsonObject ? .jsonObject : .jsonSchema
        if chat.fixedParameters.contains(.responseFormat) { return wanted }
        if streaming, !traits.streamsStructuredOutput { return nil }
        if !adaptation.changes.isDisjoint(with: [.omitsResponseFormat, .waivesResponseFormat]) { return nil }
        guard let taken = traits.structuredOutput else { return nil }
        return taken == .jsonSchema && wanted == .jsonSchema && !adaptation.contains(.omitsSchema)
            ? .jsonSchema : .jsonObject
    }

    /// The `reasoning_effort` of a request; nil when it has none.
    func effort(for chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> String? {
        guard let reasoning = chat.reasoning, !adaptation.contains(.omitsThinking) else { return nil }
        if reasoning.effort == .least {
            guard case .effort(let word) = traits.leastReasoning else { return nil }
            return word
        }
        // A number alone is a wish of those who do not name an effort.
        let isNamed = reasoning.effort != nil || chat.fixedParameters.contains(.reasoning)
        return isNamed ? reasoning.effortWord?.rawValue : nil
    }

    /// Writes the form that the answer is to have.
    static func write(
        _ output: StructuredOutput,
        of format: ResponseFormat,
        for traits: ModelTraits,
        to writer: inout JSONWriter
    ) {
        writer.key("response_format")
        writer.beginObject()
        writer.key("type")
        switch output {
        case .jsonObject:
            writer.string("json_object")
        case .jsonSchema:
            writer.string("json_schema")
            writer.key("json_schema")
            writer.beginObject()
            writeSchema(of: format, for: traits, to: &writer)
            writer.endObject()
        }
        writer.endObject()
    }

    private static func writeSchema(of format: ResponseFormat, for traits: ModelTraits, to writer: inout JSONWriter) {
        switch format {
        case .text, .jsonObject: break
        case .jsonSchema(let schema):
            writer.member("name", schema.name)
            if !schema.description.isEmpty { writer.member("description", schema.description) }
            writer.member("strict", schema.isStrict)
            writer.member("schema", json: schema.schema)
        case .choice(let name, let member, let values):
            writer.key("name")
            writer.string(name)
            writer.key("strict")
            writer.bool(traits.isSchemaStrict)
            writer.key("schema")
            writer.schema(ofChoice: member, values, enumLimit: traits.enumLimit)
        }
    }
}
