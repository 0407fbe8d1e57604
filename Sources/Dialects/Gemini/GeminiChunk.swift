// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// What matters of one event of a stream, or of a whole answer: both are the same object.
///
/// Source: Gemini API reference, GenerateContentResponse.
struct GeminiChunk {
    /// The first candidate; of an answer that gives them twice the last one counts.
    var candidate = GeminiCandidate()
    /// Why the prompt was blocked, in Google's word; nil when it was not.
    var blockReason: JSONString?
    /// What Google says of that reason.
    var blockMessage: JSONString?
    /// The tokens taken so far; nil where there are no counts.
    var counts: TokenCounts?
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
            case "promptFeedback", "prompt_feedback":
                isAnswer = true
                try readPromptFeedback(&reader)
            case "usageMetadata", "usage_metadata":
                isAnswer = true
                counts = try reader.readUsageMetadata() ?? counts
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
            if isTaken {
                try reader.skipValue()
                continue
            }
            let candidate = try GeminiCandidate(&reader)
            guard candidate.isFirst else { continue }
            self.candidate = candidate
            isTaken = true
        }
    }

    private mutating func readPromptFeedback(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            switch key {
            case "blockReason", "block_reason": blockReason = try reader.readText()
            case "blockReasonMessage", "block_reason_message": blockMessage = try reader.readText()
            default: try reader.skipValue()
            }
        }
    }
}
