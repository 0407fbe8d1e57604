// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// What matters of one event of a stream, or of a whole answer: both are the same object.
///
/// Source: Gemini API reference, GenerateContentResponse.
struct GeminiChunk: StreamChunk {
    /// The first candidate; of an answer that gives them twice the last one counts.
    var candidate = GeminiCandidate()
    /// The other candidates, where several were asked for.
    var otherCandidates: [GeminiCandidate] = []
    /// The id of the answer and the model's name.
    var id: JSONString?
    var model: JSONString?
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

    /// Reads a chunk into an empty one; unknown keys, and values of a kind that is not expected, are passed over.
    ///
    /// - Parameters:
    ///   - bytes: The JSON.
    ///   - readsStart: Whether the id and the model are wanted, which stand in every chunk.
    /// - Throws: `JSONError` when the bytes are no JSON object.
    mutating func read(_ bytes: ArraySlice<UInt8>, readsStart: Bool) throws(JSONError) {
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
            case "responseId" where readsStart: id = try reader.readText()
            case "modelVersion" where readsStart: model = try reader.readText()
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
            guard let candidate = try GeminiCandidate(&reader) else { continue }
            if candidate.index > 0 {
                otherCandidates.append(candidate)
            } else if !isTaken {
                self.candidate = candidate
                isTaken = true
            }
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
