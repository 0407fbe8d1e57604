// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// A stream of Gemini's answers, each of which holds the next piece of the text; nothing but the body's end ends it.
///
/// Source: Gemini API reference, streamGenerateContent.
struct GeminiStream: StreamContent {
    private(set) var ending = AnswerEnding()
    private var parts = AnswerParts()

    mutating func receive(_ data: ArraySlice<UInt8>, _ emit: ChatEventHandler) throws(StreamContentError) -> Bool {
        try take(data, emit: emit)
    }

    static func read(_ data: ArraySlice<UInt8>) throws(JSONError) -> GeminiChunk {
        try GeminiChunk(data)
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
        guard let first = chunk.candidate.firstPart else { return }
        try add(first, emit)
        for part in chunk.candidate.otherParts { try add(part, emit) }
    }

    mutating func closeParts(_ emit: ChatEventHandler) throws(ProviderFault) {
        try parts.close(emit)
    }

    private mutating func add(_ part: GeminiPart, _ emit: ChatEventHandler) throws(ProviderFault) {
        if part.isThought {
            try parts.add(reasoning: part.text, emit)
        } else {
            try parts.add(text: part.text, emit)
        }
        guard let call = part.call else { return }
        try parts.begin(toolCall: call.id, name: call.name, emit)
        try parts.add(arguments: call.arguments[...], emit)
    }
}
