// SPDX-License-Identifier: Apache-2.0

/// What is said otherwise, or not at all, in a request.
package struct RequestChanges: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// The limit of tokens goes under the other of its two names.
    package static let renamesTokenLimit = RequestChanges(rawValue: 1 << 0)
    /// The limit of tokens is left out.
    package static let omitsTokenLimit = RequestChanges(rawValue: 1 << 1)
    /// The temperature is left out.
    package static let omitsTemperature = RequestChanges(rawValue: 1 << 2)
    /// The usage of a stream is not asked for.
    package static let omitsStreamOptions = RequestChanges(rawValue: 1 << 3)
    /// The system's text stands at the start of the first user message.
    package static let mergesSystemText = RequestChanges(rawValue: 1 << 4)
    /// The format of the reasoning is not asked for.
    package static let omitsReasoningFormat = RequestChanges(rawValue: 1 << 5)
    /// How much the model thinks is not said.
    package static let omitsThinking = RequestChanges(rawValue: 1 << 6)
    /// The answer's form is asked for as any JSON object, without a schema.
    package static let omitsSchema = RequestChanges(rawValue: 1 << 7)
    /// The answer's form is not asked for but in the messages.
    package static let omitsResponseFormat = RequestChanges(rawValue: 1 << 8)
    /// The same for this one request, because the model did not keep to the form this once.
    package static let waivesResponseFormat = RequestChanges(rawValue: 1 << 9)
    /// The limit of tokens is left out of this one request, because it does not go together with its prompt.
    package static let waivesTokenLimit = RequestChanges(rawValue: 1 << 10)
    /// The answer in one piece is asked for as a stream.
    package static let asksForStream = RequestChanges(rawValue: 1 << 11)
    /// The streamed answer is asked for in one piece.
    package static let asksForDocument = RequestChanges(rawValue: 1 << 12)
    /// The same for answers whose form is asked for, which the provider does not give in a stream.
    package static let asksForFormInDocument = RequestChanges(rawValue: 1 << 13)

    /// All that is true of one request and not of the model.
    static let passing: RequestChanges = [.waivesTokenLimit, .waivesResponseFormat]
}
