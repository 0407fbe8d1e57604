// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// A stream of chat completion chunks.
///
/// Source: OpenAI API reference, the chat completion chunk object.
struct ChatCompletionsStream: StreamContent {
    private(set) var ending = AnswerEnding()
    private var parts = AnswerParts()
    private var toolCalls = ToolCallOrder()

    static func read(_ data: ArraySlice<UInt8>) throws(JSONError) -> ChatCompletionsChunk {
        try ChatCompletionsChunk(data, content: .delta)
    }

    mutating func note(_ chunk: ChatCompletionsChunk, from data: ArraySlice<UInt8>) throws(ProviderFault) -> Bool {
        // Everything else in a chunk with an error is what the provider could still say.
        if let error = chunk.error { throw .reported(ProviderReport(error: error)) }
        if !chunk.hasChoices, chunk.counts == nil, let report = ProviderReport(document: data) {
            throw .reported(report)
        }
        if let counts = chunk.counts { ending.add(counts) }
        if let word = chunk.finishReason { ending.read(word) }
        return false
    }

    mutating func emitParts(of chunk: ChatCompletionsChunk, _ emit: ChatEventHandler) throws(ProviderFault) {
        if let reasoning = chunk.reasoning { try parts.add(reasoning: reasoning.utf8(), emit) }
        try parts.add(text: chunk.text, emit)
        try parts.add(refusal: chunk.refusal, emit)
        for piece in chunk.toolCalls { try toolCalls.add(piece, to: &parts, emit) }
    }

    mutating func closeParts(_ emit: ChatEventHandler) throws(ProviderFault) {
        try toolCalls.finish(in: &parts, emit)
        try parts.close(emit)
    }
}
