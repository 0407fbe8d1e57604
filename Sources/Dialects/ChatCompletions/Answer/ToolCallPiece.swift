// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// A piece of a tool call, or a whole one.
///
/// Source: OpenAI API reference, the chat completion chunk object, `tool_calls`.
struct ToolCallPiece {
    /// Which one of the answer's calls it belongs to; nil where the server does not say.
    var index: Int?
    /// The call's id, in its first piece.
    var id: JSONString?
    /// The tool's name, in the first piece.
    var name: JSONString?
    /// Whether the tool takes any text.
    var isCustom = false
    /// What Google wants to have back with the call, in its servers of this dialect.
    var signature: JSONString?
    /// The next piece of the arguments, a JSON text.
    var arguments: ArraySlice<UInt8> = []

    /// Reads a piece; nil when the value is none.
    init?(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return nil }
        while let key = try reader.nextKey() {
            switch key {
            case "index": index = try reader.readCount()
            case "id": id = try reader.readText()
            case "function": try readFunction(&reader)
            case "custom":
                isCustom = true
                try readFunction(&reader)
            case "extra_content": try readExtraContent(&reader)
            default: try reader.skipValue()
            }
        }
    }

    /// Source: Gemini API docs, thought signatures in OpenAI's dialect.
    private mutating func readExtraContent(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            if key.equals("google"), try reader.peekKind() == .object {
                try reader.beginObject()
                while let key = try reader.nextKey() {
                    switch key {
                    case "thought_signature": signature = try reader.readText()
                    default: try reader.skipValue()
                    }
                }
            } else {
                try reader.skipValue()
            }
        }
    }

    private mutating func readFunction(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            switch key {
            case "name": name = try reader.readText()
            case "arguments", "input":
                // Some servers give the object itself.
                arguments =
                    try reader.peekKind() == .object
                    ? try reader.captureValue() : try reader.readText()?.utf8() ?? []
            default: try reader.skipValue()
            }
        }
    }
}
