// SPDX-License-Identifier: Apache-2.0

/// How a request differs from what its wire format would send, because this provider rejects that for this model.
package struct RequestAdaptation: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// The limit of tokens goes under the other of its two names.
    package static let renamesTokenLimit = RequestAdaptation(rawValue: 1 << 0)
    /// The limit of tokens is left out, because prompt and limit together are beyond the model's context.
    package static let omitsTokenLimit = RequestAdaptation(rawValue: 1 << 1)
    /// The temperature is left out.
    package static let omitsTemperature = RequestAdaptation(rawValue: 1 << 2)
    /// The usage of a stream is not asked for.
    package static let omitsStreamOptions = RequestAdaptation(rawValue: 1 << 3)
    /// The system's text stands at the start of the first user message.
    package static let mergesSystemText = RequestAdaptation(rawValue: 1 << 4)
    /// The format of the reasoning is not asked for.
    package static let omitsReasoningFormat = RequestAdaptation(rawValue: 1 << 5)
    /// How much the model thinks is not said.
    package static let omitsThinking = RequestAdaptation(rawValue: 1 << 6)
    /// The answer's form is asked for as any JSON object, without a schema.
    package static let omitsSchema = RequestAdaptation(rawValue: 1 << 7)
    /// The answer's form is not asked for but in the messages.
    package static let omitsResponseFormat = RequestAdaptation(rawValue: 1 << 8)
    /// The same for this one request, because the model did not keep to the form this once.
    package static let waivesResponseFormat = RequestAdaptation(rawValue: 1 << 9)

    /// All steps down from the form that a request asks for.
    static let form: RequestAdaptation = [.omitsSchema, .omitsResponseFormat, .waivesResponseFormat]

    /// What is true of the model and not of this one request, and so worth remembering.
    package var lasting: RequestAdaptation { subtracting([.omitsTokenLimit, .waivesResponseFormat]) }
}
