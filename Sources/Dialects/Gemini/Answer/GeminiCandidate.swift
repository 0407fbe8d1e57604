// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// What matters of a candidate of an answer.
///
/// Source: Gemini API reference, Candidate, Content and Part.
struct GeminiCandidate: AnswerChoice {
    /// The first part of its content, in most events the only one.
    var firstPart: GeminiPart?
    /// The parts behind it.
    var otherParts: [GeminiPart] = []
    /// Why the model stopped, in Google's word; nil as long as it has not.
    var finishReason: JSONString?
    /// What Google says of that reason.
    var finishMessage: JSONString?
    /// How probable the tokens were, as ``GeminiLogprobs`` has it; nil where that is not told.
    var logprobs: ArraySlice<UInt8>?
    /// Its number among the candidates.
    var index = 0

    /// Makes one that says nothing.
    init() {}

    /// Reads a candidate; nil when the value is none.
    init?(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return nil }
        while let key = try reader.nextKey() {
            switch key {
            case "content": try readContent(&reader)
            case "finishReason", "finish_reason": finishReason = try reader.readText() ?? finishReason
            case "finishMessage", "finish_message": finishMessage = try reader.readText()
            case "logprobsResult", "logprobs_result":
                logprobs = GeminiLogprobs.content(of: try reader.captureValue())
            // The index stands behind the content.
            case "index": index = try reader.readCount() ?? 0
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
            add(try GeminiPart(&reader))
        }
    }

    /// Whether the last part, when it is a text, is a thought; nil when it is a call.
    private var lastTextIsThought: Bool? {
        guard let last = otherParts.last ?? firstPart, last.call == nil else { return nil }
        return last.isThought
    }

    /// Adds a part; texts that follow one another are one piece, because they came together.
    private mutating func add(_ part: GeminiPart) {
        if firstPart == nil {
            firstPart = part
        } else if part.call != nil || part.isThought != lastTextIsThought {
            otherParts.append(part)
        } else if otherParts.isEmpty {
            firstPart?.append(part)
        } else {
            otherParts[otherParts.count - 1].append(part)
        }
    }
}
