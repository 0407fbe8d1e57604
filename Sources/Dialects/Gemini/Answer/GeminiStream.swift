// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// A stream of Gemini's answers, each of which holds the next piece of the text; nothing but the body's end ends it.
///
/// Source: Gemini API reference, streamGenerateContent.
struct GeminiStream: StreamContent {
    private(set) var ending = AnswerEnding()
    private var hasStarted = false
    private var first = GeminiParts()
    private var others = OtherChoices<GeminiParts>()

    mutating func receive(_ data: ArraySlice<UInt8>, _ emit: ChatEventHandler) throws(StreamContentError) -> Bool {
        try take(data, emit: emit)
    }

    func read(_ data: ArraySlice<UInt8>, into chunk: inout GeminiChunk) throws(JSONError) {
        try chunk.read(data, readsStart: !hasStarted)
    }

    mutating func note(_ chunk: GeminiChunk, from data: ArraySlice<UInt8>) throws(ProviderFault) -> Bool {
        // Everything else beside an error is what the provider could still say.
        if let error = chunk.error { throw .reported(ProviderReport(error: error)) }
        if !chunk.isAnswer, let report = ProviderReport(document: data) { throw .reported(report) }
        if let counts = chunk.counts { ending.add(counts) }
        if let word = chunk.candidate.finishReason { ending.read(word, message: chunk.candidate.finishMessage) }
        if let word = chunk.blockReason { ending.block(word, message: chunk.blockMessage) }
        return false
    }

    mutating func emitParts(of chunk: GeminiChunk, _ emit: ChatEventHandler) throws(ProviderFault) {
        if !hasStarted {
            hasStarted = true
            try emit(.start(AnswerStart(id: chunk.id, model: chunk.model)))
        }
        try first.emit(chunk.candidate, emit)
        for candidate in chunk.otherCandidates { try others.emit(candidate, emit) }
    }

    mutating func closeParts(_ emit: ChatEventHandler) throws(ProviderFault) {
        try first.close(emit)
        try others.finish(emit)
    }
}
