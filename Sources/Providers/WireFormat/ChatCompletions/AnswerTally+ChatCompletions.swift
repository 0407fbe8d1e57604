// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

extension AnswerTally {
    /// Adds a chunk of a chat completion.
    ///
    /// - Throws: ``ProviderFault`` when the chunk reports an error.
    mutating func add(_ chunk: ChatCompletionsChunk) throws(ProviderFault) {
        // Everything else in a chunk with an error is what the provider could still say.
        if let error = chunk.error { throw .reported(ProviderReport(error: error)) }
        take(chunk.usage)
        if let word = chunk.finishReason { take(finishReason: word) }
        add(text: chunk.text)
        add(refusal: chunk.refusal)
        hasToolCalls = hasToolCalls || chunk.hasToolCalls
    }

    private mutating func take(finishReason word: JSONString) {
        switch word {
        case "stop": finishReason = .stop
        case "length", "max_tokens", "model_length": finishReason = .length
        case "content_filter": finishReason = .contentFilter
        case "tool_calls", "function_call": finishReason = .toolCalls
        case "error", "abort", "insufficient_system_resource": failure = "finish reason \(word.string)"
        // Words for the end of the text differ (eos, end_turn, stop_sequence); that it is the end does not.
        default: finishReason = .stop
        }
    }
}
