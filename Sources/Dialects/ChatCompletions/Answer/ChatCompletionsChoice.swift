// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// What matters of one choice of a chunk, or of a whole answer.
struct ChatCompletionsChoice: AnswerChoice {
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
    /// How probable the text was, as JSON.
    var logprobs: ArraySlice<UInt8>?
    /// Why the model stopped, in the provider's word; nil as long as it has not.
    var finishReason: JSONString?

    /// What is said to the reason: nothing in this dialect.
    var finishMessage: JSONString? { nil }

    /// Reads a choice.
    ///
    /// - Parameters:
    ///   - reader: Where it stands.
    ///   - content: The key under which its content stands.
    ///   - extras: Takes what stands here and belongs to all of the chunk.
    /// - Returns: Whether there is one.
    /// - Throws: `JSONError` when it is no JSON.
    mutating func read(
        _ reader: inout JSONReader,
        _ content: ChatCompletionsChunk.Content,
        _ extras: inout ChatCompletionsExtras
    ) throws(JSONError) -> Bool {
        guard try reader.beginObjectIfPresent() else { return false }
        while let key = try reader.nextKey() {
            if content.isKey(key) {
                try readContent(&reader, &extras)
                continue
            }
            switch key {
            case "finish_reason": finishReason = try reader.readText() ?? finishReason
            // The index may stand behind the content (llama.cpp sorts its keys).
            case "index": index = try reader.readCount() ?? 0
            case "logprobs": logprobs = try reader.captureIfPresent()
            case "error": extras.error = try reader.captureError() ?? extras.error
            case "usage": try extras.readUsage(&reader)
            default: try reader.skipValue()
            }
        }
        return true
    }

    private mutating func readContent(
        _ reader: inout JSONReader,
        _ extras: inout ChatCompletionsExtras
    ) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            switch key {
            case "content": text = try reader.readContentText()
            case "refusal": refusal = try reader.readText()?.utf8() ?? []
            case "tool_calls": try readToolCalls(&reader)
            case "usage": try extras.readUsage(&reader)
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
