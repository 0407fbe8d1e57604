// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// A stream of chat completion chunks.
///
/// Source: OpenAI API reference, the chat completion chunk object.
struct ChatCompletionsStream: StreamContent {
    private(set) var ending = AnswerEnding()
    private var hasStarted = false
    private var first = ChoiceParts()
    private var others = OtherChoices<ChoiceParts>()

    mutating func receive(_ data: ArraySlice<UInt8>, _ emit: ChatEventHandler) throws(StreamContentError) -> Bool {
        try take(data, emit: emit)
    }

    func read(_ data: ArraySlice<UInt8>, into chunk: inout ChatCompletionsChunk) throws(JSONError) {
        try chunk.read(data, content: .delta, readsStart: !hasStarted)
    }

    mutating func note(_ chunk: ChatCompletionsChunk, from data: ArraySlice<UInt8>) throws(ProviderFault) -> Bool {
        // Everything else in a chunk with an error is what the provider could still say.
        if let error = chunk.extras.error { throw .reported(ProviderReport(error: error)) }
        if !chunk.hasChoices, chunk.extras.counts == nil, let report = ProviderReport(document: data) {
            throw .reported(report)
        }
        if let counts = chunk.extras.counts { ending.add(counts) }
        if let word = chunk.first.finishReason { ending.read(word) }
        return false
    }

    mutating func emitParts(of chunk: ChatCompletionsChunk, _ emit: ChatEventHandler) throws(ProviderFault) {
        if !hasStarted {
            hasStarted = true
            try emit(.start(AnswerStart(id: chunk.id, model: chunk.model)))
        }
        try first.emit(chunk.first, emit)
        for choice in chunk.others { try others.emit(choice, emit) }
    }

    mutating func closeParts(_ emit: ChatEventHandler) throws(ProviderFault) {
        try first.close(emit)
        try others.finish(emit)
    }
}
