// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

extension AnswerTally {
    /// Adds an event of a stream, or a whole answer.
    ///
    /// - Throws: ``ProviderFault`` when it reports an error.
    mutating func add(_ chunk: GeminiChunk) throws(ProviderFault) {
        // Everything else beside an error is what the provider could still say.
        if let error = chunk.error { throw .reported(ProviderReport(error: error)) }
        take(chunk.usage)
        add(text: chunk.text)
        hasToolCalls = hasToolCalls || chunk.hasToolCalls
        if let word = chunk.finishReason { take(finishReason: word, message: chunk.finishMessage) }
        if let word = chunk.blockReason {
            finishReason = .contentFilter
            filter = "block reason \(word.string)"
            report = chunk.blockMessage.map { ProviderReport(message: ByteString($0.utf8())) }
        }
    }

    /// Takes the reason of a candidate's end.
    ///
    /// Source: Gemini API reference, FinishReason. Whatever is not known ends an answer that is not whole.
    private mutating func take(finishReason word: JSONString, message: JSONString?) {
        switch word {
        case "FINISH_REASON_UNSPECIFIED": return
        case "STOP": finishReason = .stop
        case "MAX_TOKENS": finishReason = .length
        case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR", "IMAGE_SAFETY",
            "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION":
            finishReason = .contentFilter
            filter = "finish reason \(word.string)"
        default: failure = "finish reason \(word.string)"
        }
        report = message.map { ProviderReport(message: ByteString($0.utf8())) }
    }
}
