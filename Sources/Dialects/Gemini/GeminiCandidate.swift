// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// What matters of a candidate of an answer.
///
/// Source: Gemini API reference, Candidate, Content and Part.
struct GeminiCandidate {
    /// The text; shares the memory of the chunk unless it had to be decoded or joined.
    var text: ArraySlice<UInt8> = []
    /// What the model thought; the last part of it, undecoded, because it is seldom wanted.
    var reasoning: JSONString?
    /// Why the model stopped, in Google's word; nil as long as it has not.
    var finishReason: JSONString?
    /// What Google says of that reason.
    var finishMessage: JSONString?
    /// Whether a tool is called.
    var hasToolCalls = false
    /// Whether it is the first one, which alone counts.
    var isFirst = true

    /// Makes one that says nothing.
    init() {}

    /// Reads a candidate.
    init(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else {
            isFirst = false
            return
        }
        while let key = try reader.nextKey() {
            switch key {
            case "content": try readContent(&reader)
            case "finishReason", "finish_reason": finishReason = try reader.readText() ?? finishReason
            case "finishMessage", "finish_message": finishMessage = try reader.readText()
            // The index stands behind the content.
            case "index": isFirst = try reader.readCount() ?? 0 == 0
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readContent(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            switch key {
            case "parts": try readParts(&reader)
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readParts(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginArrayIfPresent() else { return }
        while try reader.nextElement() {
            try readPart(&reader)
        }
    }

    private mutating func readPart(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        var piece: JSONString?
        var isThought = false
        while let key = try reader.nextKey() {
            switch key {
            case "text": piece = try reader.readText()
            case "thought": isThought = try reader.readFlag()
            case "functionCall":
                hasToolCalls = try reader.peekKind() == .object || hasToolCalls
                try reader.skipValue()
            default: try reader.skipValue()
            }
        }
        guard let piece else { return }
        if isThought {
            reasoning = piece
        } else if text.isEmpty {
            text = piece.utf8()
        } else {
            text.append(contentsOf: piece.utf8())
        }
    }
}
