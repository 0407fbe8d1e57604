// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

extension AnswerTally {
    /// Adds an event of a stream, or a whole answer.
    ///
    /// Source: Gemini API reference, GenerateContentResponse.
    ///
    /// - Throws: ``ProviderFault`` when it reports an error.
    mutating func add(_ chunk: GeminiChunk) throws(ProviderFault) {
        // Everything else beside an error is what the provider could still say.
        if let error = chunk.error { throw .reported(ProviderReport(error: error)) }
        if let counts = chunk.counts { take(counts) }
        let candidate = chunk.candidate
        add(text: candidate.text)
        if let reasoning = candidate.reasoning { add(reasoning: reasoning) }
        hasToolCalls = hasToolCalls || candidate.hasToolCalls
        if let word = candidate.finishReason {
            take(finishWord: word)
            if let message = candidate.finishMessage { report = ProviderReport(message: ByteString(message.utf8())) }
        }
        if let word = chunk.blockReason {
            finishReason = .contentFilter
            filter = "block reason \(word.string)"  // text: for a message
            report = chunk.blockMessage.map { ProviderReport(message: ByteString($0.utf8())) }
        }
    }
}
