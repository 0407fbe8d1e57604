// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// What matters of a part of a candidate's content.
///
/// Source: Gemini API reference, Part.
struct GeminiPart {
    /// The text; shares the memory of the chunk unless it had to be decoded.
    var text: ArraySlice<UInt8> = []
    /// Whether the text is what the model thought.
    var isThought = false
    /// The tool that is called.
    var call: ToolCall?

    /// Reads a part; one that says nothing when the value is none.
    init(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            switch key {
            case "text": text = try reader.readText()?.utf8() ?? []
            case "thought": isThought = try reader.readFlag()
            case "functionCall": try readCall(&reader)
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readCall(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        var call = ToolCall(id: "", name: "")
        while let key = try reader.nextKey() {
            switch key {
            case "id": call.id = ByteString(try reader.readText()?.utf8() ?? []).copied
            case "name": call.name = ByteString(try reader.readText()?.utf8() ?? []).copied
            case "args": call.arguments = Array(try reader.captureValue())
            default: try reader.skipValue()
            }
        }
        self.call = call
    }
}
