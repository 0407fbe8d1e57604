// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// What matters of one chunk of a stream, or of a whole answer: both are objects with choices.
///
/// Source: OpenAI API reference, the chat completion object and the chat completion chunk object.
struct ChatCompletionsChunk {
    /// The key under which a choice holds its content.
    enum Content: Sendable {
        /// A whole answer.
        case message
        /// A chunk; some servers add the message so far, which must not be read as well.
        case delta

        /// Whether a key of a choice is this one.
        func isKey(_ key: JSONString) -> Bool {
            switch self {
            case .message: key.equals("message")
            case .delta: key.equals("delta")
            }
        }
    }

    /// The first choice, in most chunks the only one.
    var first = ChatCompletionsChoice()
    /// The other choices.
    var others: [ChatCompletionsChoice] = []
    /// The tokens taken; nil where there are no counts.
    var counts: TokenCounts?
    /// Whether there are choices, be it none.
    var hasChoices = false
    /// The JSON of an error.
    var error: ArraySlice<UInt8>?

    /// Reads a chunk; unknown keys, and values of a kind that is not expected, are passed over.
    ///
    /// - Throws: `JSONError` when the bytes are no JSON object.
    init(_ bytes: ArraySlice<UInt8>, content: Content) throws(JSONError) {
        var reader = JSONReader(bytes, skipping: .structural)
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "choices": try readChoices(&reader, content)
            case "usage": try readUsage(&reader)
            case "error": error = try reader.captureError()
            // What a provider adds of its own (x_groq).
            case _ where key.firstByte == UInt8(ascii: "x"): try readExtension(&reader)
            default: try reader.skipValue()
            }
        }
        try reader.finish()
    }

    /// Reads counts of tokens, wherever they stand.
    private mutating func readUsage(_ reader: inout JSONReader) throws(JSONError) {
        guard let found = try reader.readTokenCounts() else { return }
        counts = counts ?? TokenCounts()
        counts?.merge(found)
    }

    private mutating func readExtension(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            if key.equals("usage") { try readUsage(&reader) } else { try reader.skipValue() }
        }
    }

    private mutating func readChoices(_ reader: inout JSONReader, _ content: Content) throws(JSONError) {
        guard try reader.beginArrayIfPresent() else { return }
        hasChoices = true
        while try reader.nextElement() {
            guard let choice = try ChatCompletionsChoice(&reader, content) else { continue }
            if choice.index == 0 { take(choice) } else { others.append(choice) }
        }
    }

    private mutating func take(_ choice: ChatCompletionsChoice) {
        let reason = first.finishReason
        first = choice
        first.finishReason = choice.finishReason ?? reason
        error = choice.error ?? error
        guard let found = choice.counts else { return }
        counts = counts ?? TokenCounts()
        counts?.merge(found)
    }
}
