// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// What matters of a whole answer.
///
/// Source: Claude API reference, messages, the message object.
struct AnthropicMessage {
    /// The blocks of its content.
    var blocks: [AnthropicBlock] = []
    /// Whether there is content, be it none.
    var hasContent = false
    /// The id of the answer and the model's name.
    var id: JSONString?
    var model: JSONString?
    /// Why the model stopped.
    var stop = AnthropicStop()
    /// The tokens taken.
    var counts = AnthropicCounts()
    /// The JSON of an error.
    var error: ArraySlice<UInt8>?

    /// Reads a body; unknown keys, and values of a kind that is not expected, are passed over.
    ///
    /// - Throws: `JSONError` when the bytes are no JSON object.
    init(_ bytes: ArraySlice<UInt8>) throws(JSONError) {
        var reader = JSONReader(bytes, skipping: .structural)
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "content": try readContent(&reader)
            case "stop_reason": stop.reason = try reader.readText()
            case "stop_sequence": stop.sequence = try reader.readText()
            case "id": id = try reader.readText()
            case "model": model = try reader.readText()
            case "stop_details": try stop.readDetails(&reader)
            case "usage": try counts.read(&reader)
            case "error": error = try reader.captureError()
            default: try reader.skipValue()
            }
        }
        try reader.finish()
    }

    private mutating func readContent(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginArrayIfPresent() else { return }
        hasContent = true
        while try reader.nextElement() {
            let block = try AnthropicBlock(&reader)
            if block.isEmpty { continue }
            // Neighbouring texts are one: they were written as one, and are divided only by what was cited.
            if let last = blocks.indices.last, blocks[last].isText, block.isText {
                blocks[last].text.append(contentsOf: block.text)
            } else {
                blocks.append(block)
            }
        }
    }
}
