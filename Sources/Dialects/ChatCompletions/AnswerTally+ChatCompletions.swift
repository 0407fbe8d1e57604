// SPDX-License-Identifier: Apache-2.0

extension AnswerTally {
    /// Adds a chunk of a chat completion.
    ///
    /// - Throws: ``ProviderFault`` when the chunk reports an error.
    mutating func add(_ chunk: ChatCompletionsChunk) throws(ProviderFault) {
        // Everything else in a chunk with an error is what the provider could still say.
        if let error = chunk.error { throw .reported(ProviderReport(error: error)) }
        if let counts = chunk.counts { take(counts) }
        if let word = chunk.finishReason { take(finishWord: word) }
        add(text: chunk.text)
        add(refusal: chunk.refusal)
        if let reasoning = chunk.reasoning { add(reasoning: reasoning) }
        hasToolCalls = hasToolCalls || chunk.hasToolCalls
    }
}
