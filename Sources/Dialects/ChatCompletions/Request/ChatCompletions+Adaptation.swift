// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat

extension ChatCompletions {
    package func sentFields(
        of chat: ChatRequest,
        for traits: ModelTraits,
        streaming: Bool,
        adaptation: RequestAdaptation
    ) -> [SentField] {
        var fields: [SentField] = []
        if let output = structuredOutput(for: chat, traits, streaming: streaming, adaptation) {
            fields.append(Self.responseFormat(output))
        }
        if let limit = adaptation.tokenLimit(for: chat.maxTokens) {
            let renaming: [SentField.Step] =
                adaptation.contains(.renamesTokenLimit) ? [] : [.change(.renamesTokenLimit)]
            fields.append(
                .tokenLimit(
                    limit,
                    steps: [.makePlace(isRequired: false), .limitTokens] + renaming + [.change(.omitsTokenLimit)]
                )
            )
        }
        if streaming, !adaptation.contains(.omitsStreamOptions) {
            fields.append(SentField(["streamoptions", "includeusage"], steps: [.change(.omitsStreamOptions)]))
        }
        if let temperature = temperature(of: chat, traits, adaptation) { fields.append(.temperature(temperature)) }
        if traits.reasoningFormat != nil, !adaptation.contains(.omitsReasoningFormat) {
            fields.append(SentField(["reasoningformat"], steps: [.change(.omitsReasoningFormat)]))
        }
        if effort(for: chat, traits, adaptation) != nil {
            fields.append(
                SentField(
                    ["reasoningeffort"],
                    hints: ["effort"],
                    parameter: .reasoning,
                    steps: [.change(.omitsThinking)]
                )
            )
        }
        if chat.hasSystemText, !adaptation.contains(.mergesSystemText) { fields.append(.systemRole) }
        return fields
    }

    /// The form of the answer; some servers name the means and not the parameter (vLLM), or what they take instead.
    private static func responseFormat(_ output: StructuredOutput) -> SentField {
        let whole: SentField.Step = .change(.omitsResponseFormat)
        var field = SentField(
            ["responseformat", "jsonschema", "jsonobject", "guidedjson", "jsonmode"],
            hints: [
                "invalid schema", "structured output", "structured_output", "guided", "grammar", "input should be",
            ],
            parameter: .responseFormat,
            steps: output == .jsonSchema ? [.change(.omitsSchema), whole] : [whole]
        )
        // The model, asked for JSON, wrote something else (Groq): the parameter itself was taken.
        field.codes = ["json_validate_failed"]
        field.stepsOfCodes = [.change(.waivesResponseFormat)]
        return field
    }
}
