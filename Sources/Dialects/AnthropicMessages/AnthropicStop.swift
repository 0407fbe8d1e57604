// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Why a model of Anthropic stopped.
struct AnthropicStop {
    /// The reason in Anthropic's word; nil as long as the model has not stopped.
    var reason: JSONString?
    /// What is said to it: why an answer was refused.
    var explanation: JSONString?

    /// Reads the details of the reason.
    mutating func readDetails(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            switch key {
            case "explanation": explanation = try reader.readText()
            default: try reader.skipValue()
            }
        }
    }
}

extension AnswerTally {
    /// Takes the reason for which the model stopped, if it has.
    ///
    /// Source: Claude docs, handling stop reasons.
    mutating func take(_ stop: AnthropicStop) {
        guard let reason = stop.reason else { return }
        take(finishWord: reason, name: "stop reason")
        if finishReason == .contentFilter {
            report = stop.explanation.map { ProviderReport(message: ByteString($0.utf8())) }
        }
    }
}
