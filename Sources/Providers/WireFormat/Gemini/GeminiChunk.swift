// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// What matters of one event of a stream, or of a whole answer: both are the same object.
///
/// Source: Gemini API reference, GenerateContentResponse.
struct GeminiChunk {
    /// The text; shares the memory of the chunk unless it had to be decoded or joined.
    var text: ArraySlice<UInt8> = []
    /// Why the model stopped, in Google's word; nil as long as it has not.
    var finishReason: JSONString?
    /// What Google says of that reason.
    var finishMessage: JSONString?
    /// Why the prompt was blocked, in Google's word; nil when it was not.
    var blockReason: JSONString?
    /// What Google says of that reason.
    var blockMessage: JSONString?
    /// The tokens taken so far; nil where there is no count.
    var usage: Usage?
    /// Whether a tool is called.
    var hasToolCalls = false
    /// Whether there is any part of an answer, be it without candidates.
    var isAnswer = false
    /// The JSON of an error.
    var error: ArraySlice<UInt8>?

    /// Reads a chunk; unknown keys, and values of a kind that is not expected, are passed over.
    ///
    /// - Throws: `JSONError` when the bytes are no JSON object.
    init(_ bytes: ArraySlice<UInt8>) throws(JSONError) {
        var reader = JSONReader(bytes, skipping: .structural)
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "candidates":
                isAnswer = true
                try readCandidates(&reader)
            case "promptFeedback":
                isAnswer = true
                try readPromptFeedback(&reader)
            case "usageMetadata":
                isAnswer = true
                usage = try reader.readUsageMetadata() ?? usage
            case "error": error = try reader.captureError()
            default: try reader.skipValue()
            }
        }
        try reader.finish()
    }

    private mutating func readCandidates(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginArrayIfPresent() else { return }
        var isTaken = false
        while try reader.nextElement() {
            if isTaken { try reader.skipValue() } else { isTaken = try takesCandidate(&reader) }
        }
    }

    /// Reads a candidate; returns whether it is the first one, which alone counts.
    private mutating func takesCandidate(_ reader: inout JSONReader) throws(JSONError) -> Bool {
        guard try reader.beginObjectIfPresent() else { return false }
        // The index stands behind the content, so what is read is kept until it is known.
        var candidate = self
        var isFirst = true
        while let key = try reader.nextKey() {
            switch key {
            case "content": try candidate.readContent(&reader)
            case "finishReason": candidate.finishReason = try reader.readText() ?? candidate.finishReason
            case "finishMessage": candidate.finishMessage = try reader.readText()
            case "index": isFirst = try reader.readCount() ?? 0 == 0
            default: try reader.skipValue()
            }
        }
        if isFirst { self = candidate }
        return isFirst
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
        guard let piece, !isThought else { return }
        if text.isEmpty { text = piece.utf8() } else { text.append(contentsOf: piece.utf8()) }
    }

    private mutating func readPromptFeedback(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            switch key {
            case "blockReason": blockReason = try reader.readText()
            case "blockReasonMessage": blockMessage = try reader.readText()
            default: try reader.skipValue()
            }
        }
    }
}
