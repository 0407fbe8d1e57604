// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat
internal import JSONCoding

extension AnthropicMessages {
    package func report(status: Int, body: [UInt8]) -> ProviderReport {
        var report = ProviderReport(body: body)
        // Only this tells a limit of money, which waiting does not lift, from one of requests: both are a 429 of the
        // type rate_limit_error.
        let details = (try? JSONValue(parsing: body[...]))?["error"]?["details"]
        report.code = details?["error_code"]?.textValue ?? report.code
        return report
    }

    package func sentFields(
        of chat: ChatRequest,
        for traits: ModelTraits,
        streaming: Bool,
        adaptation: RequestAdaptation
    ) -> [SentField] {
        var fields = [
            SentField.tokenLimit(
                tokenLimit(of: chat, traits, adaptation),
                steps: [.makePlace(isRequired: true), .limitTokens]
            )
        ]
        if let temperature = sentTemperature(of: chat, traits, adaptation) { fields.append(.temperature(temperature)) }
        if effort(for: chat, traits, adaptation) != nil || thinking(for: chat, traits, adaptation) != nil {
            fields.append(
                SentField(
                    ["outputconfigeffort", "effort"],
                    hints: ["output_config", "thinking"],
                    parameter: .reasoning,
                    steps: [.change(.omitsThinking)]
                )
            )
        }
        if asksForSchema(chat, traits, adaptation) {
            fields.insert(
                SentField(
                    ["outputconfigformat", "outputformat", "jsonschema"],
                    hints: ["output_config", "structured output", "schema", "grammar"],
                    parameter: .responseFormat,
                    steps: [.change(.omitsResponseFormat)]
                ),
                at: 0
            )
        }
        if !adaptation.contains(.mergesSystemText), chat.hasSystemText { fields.append(.system) }
        return fields
    }
}
