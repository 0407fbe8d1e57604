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

    /// The text; shares the memory of the chunk unless it had to be decoded.
    var text: ArraySlice<UInt8> = []
    /// The text of a refusal.
    var refusal: ArraySlice<UInt8> = []
    /// Why the model stopped, in the provider's word; nil as long as it has not.
    var finishReason: JSONString?
    /// What the model thought; undecoded, because it is seldom wanted.
    var reasoning: JSONString?
    /// The tokens taken; nil where there are no counts.
    var counts: TokenCounts?
    /// The pieces of tool calls.
    var toolCalls: [ToolCallPiece] = []
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
            try readChoice(&reader, content)
        }
    }

    private mutating func readChoice(_ reader: inout JSONReader, _ content: Content) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        // The index may stand behind the content (llama.cpp sorts its keys), so what is read is kept until it is known.
        var choice = self
        var isFirst = true
        while let key = try reader.nextKey() {
            if content.isKey(key) {
                try choice.readContent(&reader)
                continue
            }
            switch key {
            case "finish_reason": choice.finishReason = try reader.readText() ?? choice.finishReason
            case "index": isFirst = try reader.readCount() ?? 0 == 0
            case "error": choice.error = try reader.captureError() ?? choice.error
            case "usage": try choice.readUsage(&reader)
            default: try reader.skipValue()
            }
        }
        if isFirst { self = choice }
    }

    private mutating func readToolCalls(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginArrayIfPresent() else { return }
        while try reader.nextElement() {
            if let piece = try ToolCallPiece(&reader) { toolCalls.append(piece) }
        }
    }

    private mutating func readContent(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            switch key {
            case "content": text = try reader.readContentText()
            case "refusal": refusal = try reader.readText()?.utf8() ?? []
            case "tool_calls": try readToolCalls(&reader)
            case "usage": try readUsage(&reader)
            case _ where key.namesReasoning:
                // Some servers give it under two names.
                let piece = try reader.readText()
                reasoning = reasoning ?? piece
            default: try reader.skipValue()
            }
        }
    }
}
