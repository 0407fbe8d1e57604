// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// What matters of one event of a stream.
///
/// Source: Claude docs, streaming messages.
struct AnthropicEvent: StreamChunk {
    /// Its type, which is the event's name too.
    var kind = AnthropicEventKind.unknown
    /// What it adds to the content or to the message.
    var block = AnthropicBlock()
    /// The tokens taken so far.
    var counts = AnthropicCounts()
    /// The id of the answer and the model's name, at its start.
    var id: JSONString?
    var model: JSONString?
    /// The JSON of an error.
    var error: ArraySlice<UInt8>?

    /// Reads an event into an empty one; unknown keys, and values of a kind that is not expected, are passed over.
    ///
    /// - Throws: `JSONError` when the bytes are no JSON object.
    mutating func read(_ bytes: ArraySlice<UInt8>) throws(JSONError) {
        var reader = JSONReader(bytes, skipping: .structural)
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "type": kind = try reader.readText().map(AnthropicEventKind.init) ?? .unknown
            case "delta", "content_block": block = try AnthropicBlock(&reader)
            case "usage": try counts.read(&reader)
            case "message": try readMessage(&reader)
            case "error": error = try reader.captureError()
            default: try reader.skipValue()
            }
        }
        try reader.finish()
    }

    /// Reads the message with which a stream starts: it has no content yet.
    private mutating func readMessage(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            switch key {
            case "usage": try counts.read(&reader)
            case "id": id = try reader.readText()
            case "model": model = try reader.readText()
            default: try reader.skipValue()
            }
        }
    }
}
