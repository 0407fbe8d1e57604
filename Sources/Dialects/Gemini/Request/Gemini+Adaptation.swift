// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat

extension Gemini {
    package func sentFields(
        of chat: ChatRequest,
        for traits: ModelTraits,
        streaming: Bool,
        adaptation: RequestAdaptation
    ) -> [SentField] {
        var fields: [SentField] = []
        if chat.hasSystemText, !mergesSystemText(of: chat, traits, adaptation) { fields.append(.systemRole) }
        if Self.reasoning(for: chat, traits) != nil, !adaptation.contains(.omitsThinking) {
            fields.append(
                SentField(
                    ["thinkingconfig", "thinkingbudget", "thinkinglevel"],
                    hints: ["thinking"],
                    parameter: .reasoning,
                    steps: [.change(.omitsThinking)]
                )
            )
        }
        if let limit = adaptation.tokenLimit(for: chat.maxTokens) {
            fields.append(
                .tokenLimit(limit, steps: [.makePlace(isRequired: false), .limitTokens, .change(.omitsTokenLimit)])
            )
        }
        if Self.asksForJSON(chat, traits), !adaptation.contains(.omitsResponseFormat) {
            // Without the one the other goes too.
            fields.append(
                SentField(
                    ["responsemimetype", "jsonmode"],
                    parameter: .responseFormat,
                    steps: [.change(.omitsResponseFormat)]
                )
            )
            let schema: [SentField.Step] = adaptation.contains(.omitsSchema) ? [] : [.change(.omitsSchema)]
            fields.append(
                SentField(
                    ["responseschema", "schema"],
                    hints: ["enum", "too many states"],
                    parameter: .responseFormat,
                    steps: schema + [.change(.omitsResponseFormat)]
                )
            )
        }
        if let temperature = adaptation.temperature(for: chat.temperature) { fields.append(.temperature(temperature)) }
        return fields
    }
}
