// SPDX-License-Identifier: Apache-2.0

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
        if chat.fixedParameters.contains(.responseFormat) { return traits.structuredOutput ?? .jsonSchema }
        if streaming, !traits.streamsStructuredOutput { return nil }
        if !adaptation.changes.isDisjoint(with: [.omitsResponseFormat, .waivesResponseFormat]) { return nil }
        return traits.structuredOutput == .jsonSchema && adaptation.contains(.omitsSchema)
            ? .jsonObject : traits.structuredOutput
    }

    /// The `reasoning_effort` of a request; nil when it has none.
    func effort(for chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> String? {
        guard chat.reasoning?.effort == .least, !adaptation.contains(.omitsThinking),
            case .effort(let word) = traits.leastReasoning
        else { return nil }
        return word
    }

    /// Writes the form that the answer is to have.
    static func write(
        _ output: StructuredOutput,
        of format: ResponseFormat,
        for traits: ModelTraits,
        to writer: inout JSONWriter
    ) {
        guard case .choice(let name, let member, let values) = format else { return }
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
            writer.key("name")
            writer.string(name)
            writer.key("strict")
            writer.bool(traits.isSchemaStrict)
            writer.key("schema")
            writer.schema(ofChoice: member, values, enumLimit: traits.enumLimit)
            writer.endObject()
        }
        writer.endObject()
    }
}
