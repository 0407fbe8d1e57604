// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// What matters of a part of a candidate's content.
///
/// Source: Gemini API reference, Part.
struct GeminiPart {
    /// The text; shares the memory of the chunk unless it had to be decoded.
    var text: ArraySlice<UInt8> = []
    /// Whether the text is what the model thought.
    var isThought = false
    /// What Google wants to have back with the part.
    var signature: JSONString?
    /// The tool that is called.
    var call: GeminiCall?

    /// Reads a part; one that says nothing when the value is none.
    init(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            switch key {
            case "text": text = try reader.readText()?.utf8() ?? []
            case "thought": isThought = try reader.readFlag()
            case "thoughtSignature", "thought_signature": signature = try reader.readText()
            case "functionCall": call = try GeminiCall(&reader)
            default: try reader.skipValue()
            }
        }
    }

    /// Goes on with a text that came in the same piece.
    mutating func append(_ later: GeminiPart) {
        text.append(contentsOf: later.text)
        signature = later.signature ?? signature
    }
}
