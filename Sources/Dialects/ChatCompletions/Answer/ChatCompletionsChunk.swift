// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// What matters of one chunk of a stream, or of a whole answer: both are objects with choices.
///
/// Source: OpenAI API reference, the chat completion object and the chat completion chunk object.
struct ChatCompletionsChunk: StreamChunk {
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
    /// The id of the answer and the model's name.
    var id: JSONString?
    var model: JSONString?
    /// What stands beside the choices, or in them and belongs to all.
    var extras = ChatCompletionsExtras()
    /// Whether there are choices, be it none.
    var hasChoices = false
    /// Whether there is one at least.
    var hasAnyChoice = false

    /// Reads a chunk into an empty one, in its place, because it is large; unknown keys, and values of a kind that is not expected, are passed over.
    ///
    /// - Parameters:
    ///   - bytes: The JSON.
    ///   - content: The key under which a choice holds its content.
    ///   - readsStart: Whether the id and the model are wanted, which stand in every chunk.
    /// - Throws: `JSONError` when the bytes are no JSON object.
    mutating func read(_ bytes: ArraySlice<UInt8>, content: Content, readsStart: Bool) throws(JSONError) {
        var reader = JSONReader(bytes, skipping: .structural)
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "choices": try readChoices(&reader, content)
            case "usage": try extras.readUsage(&reader)
            case "error": extras.error = try reader.captureError()
            // What a provider adds of its own (x_groq).
            case _ where key.firstByte == UInt8(ascii: "x"): try readExtension(&reader)
            case _ where readsStart: try readStart(key, &reader)
            default: try reader.skipValue()
            }
        }
        try reader.finish()
    }

    private mutating func readStart(_ key: JSONString, _ reader: inout JSONReader) throws(JSONError) {
        switch key {
        case "id": id = try reader.readText()
        case "model": model = try reader.readText()
        default: try reader.skipValue()
        }
    }

    private mutating func readExtension(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            if key.equals("usage") { try extras.readUsage(&reader) } else { try reader.skipValue() }
        }
    }

    private mutating func readChoices(_ reader: inout JSONReader, _ content: Content) throws(JSONError) {
        guard try reader.beginArrayIfPresent() else { return }
        hasChoices = true
        var isFirstRead = false
        while try reader.nextElement() {
            hasAnyChoice = true
            if !isFirstRead {
                // In its place at once: a choice is large, and nearly always the only one.
                guard try first.read(&reader, content, &extras) else { continue }
                if first.index == 0 {
                    isFirstRead = true
                } else {
                    others.append(first)
                    first = ChatCompletionsChoice()
                }
                continue
            }
            var choice = ChatCompletionsChoice()
            guard try choice.read(&reader, content, &extras) else { continue }
            if choice.index == 0 { replaceFirst(by: choice) } else { others.append(choice) }
        }
    }

    private mutating func replaceFirst(by choice: ChatCompletionsChoice) {
        let reason = first.finishReason
        first = choice
        first.finishReason = choice.finishReason ?? reason
    }
}
