// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// What matters of one choice of a chunk, or of a whole answer.
struct ChatCompletionsChoice {
    /// Its number among the choices.
    var index = 0
    /// The text; shares the memory of the chunk unless it had to be decoded.
    var text: ArraySlice<UInt8> = []
    /// The text of a refusal.
    var refusal: ArraySlice<UInt8> = []
    /// What the model thought; undecoded, because it is seldom wanted.
    var reasoning: JSONString?
    /// The pieces of tool calls.
    var toolCalls: [ToolCallPiece] = []
    /// Why the model stopped, in the provider's word; nil as long as it has not.
    var finishReason: JSONString?
    /// The tokens that some servers count here.
    var counts: TokenCounts?
    /// The JSON of an error.
    var error: ArraySlice<UInt8>?

    /// Makes one that says nothing.
    init() {}

    /// Reads a choice; nil when the value is none.
    init?(_ reader: inout JSONReader, _ content: ChatCompletionsChunk.Content) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return nil }
        while let key = try reader.nextKey() {
            if content.isKey(key) {
                try readContent(&reader)
                continue
            }
            switch key {
            case "finish_reason": finishReason = try reader.readText() ?? finishReason
            // The index may stand behind the content (llama.cpp sorts its keys).
            case "index": index = try reader.readCount() ?? 0
            case "error": error = try reader.captureError() ?? error
            case "usage": try readUsage(&reader)
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readUsage(_ reader: inout JSONReader) throws(JSONError) {
        guard let found = try reader.readTokenCounts() else { return }
        counts = counts ?? TokenCounts()
        counts?.merge(found)
    }

    private mutating func readContent(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            switch key {
            case "content": text = try reader.readContentText()
            case "refusal": refusal = try reader.readText()?.utf8() ?? []
            case "tool_calls": try readToolCalls(&reader)
            case "usage": try readUsage(&reader)
            case _ where key.namesReasoning:
                // Some servers give it under two names.
                let piece = try reader.readText()
                reasoning = reasoning ?? piece
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readToolCalls(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginArrayIfPresent() else { return }
        while try reader.nextElement() {
            if let piece = try ToolCallPiece(&reader) { toolCalls.append(piece) }
        }
    }
}
