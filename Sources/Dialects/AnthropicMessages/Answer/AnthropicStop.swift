// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// Why a model of Anthropic stopped.
struct AnthropicStop {
    /// The reason in Anthropic's word; nil as long as the model has not stopped.
    var reason: JSONString?
    /// What is said to it: why an answer was refused.
    var explanation: JSONString?

    /// The stop sequence that ended the answer.
    var sequence: JSONString?

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

extension AnthropicStop {
    /// Adds the reason for which the model stopped, if it has, to what is known of an answer's end.
    ///
    /// Source: Claude docs, handling stop reasons.
    func note(in ending: inout AnswerEnding) {
        if let reason { ending.read(reason, field: "stop reason", message: explanation) }
        if let sequence { ending.read(stopSequence: sequence) }
    }
}
