// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// What matters of a block of an answer's content, or of what an event of a stream adds to one or to the message: all
/// are objects that differ by their type.
///
/// Source: Claude API reference, messages; Claude docs, streaming messages.
struct AnthropicBlock {
    /// The text; empty for thinking and everything else that is not the answer.
    var text: ArraySlice<UInt8> = []
    /// What the model thought; undecoded, because it is seldom wanted.
    var reasoning: JSONString?
    /// The signature of the thoughts, or a piece of it.
    var signature: JSONString?
    /// Thoughts that are held back, in a form that only Anthropic reads.
    var redacted: JSONString?
    /// The tokens that a relay counts here and not beside it.
    var counts = AnthropicCounts()
    /// Whether a tool of the caller's is called; those that run at Anthropic have another type.
    var isToolCall = false
    /// The id and the tool's name of such a call.
    var id: JSONString?
    var name: JSONString?
    /// A piece of its arguments, or all of them; empty for an object without members, with which a stream begins a call.
    var arguments: ArraySlice<UInt8> = []
    /// Why the model stopped.
    var stop = AnthropicStop()

    /// Whether it is a piece of the answer's text and nothing else.
    var isText: Bool { !text.isEmpty && reasoning == nil && signature == nil && !isToolCall }
    /// Whether it brings nothing of the answer.
    var isEmpty: Bool { text.isEmpty && reasoning == nil && signature == nil && redacted == nil && !isToolCall }

    /// Makes an empty block.
    init() {}

    /// Reads a block; empty when the value is none.
    init(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        var type: JSONString?
        var text: JSONString?
        var data: JSONString?
        while let key = try reader.nextKey() {
            switch key {
            case "type": type = try reader.readText()
            case "text": text = try reader.readText()
            case "thinking": reasoning = try reader.readText()
            case "signature": signature = try reader.readText()
            case "data": data = try reader.readText()
            case "id": id = try reader.readText()
            case "name": name = try reader.readText()
            case "input": try readInput(&reader)
            case "partial_json": arguments = try reader.readText()?.utf8() ?? []
            case "usage": try counts.read(&reader)
            case "stop_reason": stop.reason = try reader.readText()
            case "stop_sequence": stop.sequence = try reader.readText()
            case "stop_details": try stop.readDetails(&reader)
            default: try reader.skipValue()
            }
        }
        guard let type else { return }
        switch type {
        case "text", "text_delta": self.text = text?.utf8() ?? []
        case "tool_use": isToolCall = true
        case "redacted_thinking": redacted = data
        default: break
        }
    }

    private mutating func readInput(_ reader: inout JSONReader) throws(JSONError) {
        let input = try reader.captureValue()
        if input.first == UInt8(ascii: "{"), input.contains(UInt8(ascii: "\"")) {
            arguments = input.compactJSON[...]
        }
    }
}
