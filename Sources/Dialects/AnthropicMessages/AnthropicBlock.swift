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
    /// The tokens that a relay counts here and not beside it.
    var counts = AnthropicCounts()
    /// Whether a tool of the caller's is called; those that run at Anthropic have another type.
    var isToolCall = false
    /// Why the model stopped.
    var stop = AnthropicStop()

    /// Makes an empty block.
    init() {}

    /// Reads a block; empty when the value is none.
    init(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        var type: JSONString?
        var text: JSONString?
        while let key = try reader.nextKey() {
            switch key {
            case "type": type = try reader.readText()
            case "text": text = try reader.readText()
            case "thinking": reasoning = try reader.readText()
            case "usage": try counts.read(&reader)
            case "stop_reason": stop.reason = try reader.readText()
            case "stop_details": try stop.readDetails(&reader)
            default: try reader.skipValue()
            }
        }
        guard let type else { return }
        switch type {
        case "text", "text_delta": self.text = text?.utf8() ?? []
        case "tool_use": isToolCall = true
        default: break
        }
    }
}
