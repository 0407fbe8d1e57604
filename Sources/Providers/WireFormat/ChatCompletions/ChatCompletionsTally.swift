// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// What is known of an answer while its chunks come in, and how that is judged at its end.
struct ChatCompletionsTally {
    private var finishReason: FinishReason?
    private var failedFinish: String?
    private var usage: Usage?
    private var refusal: [UInt8] = []
    private var hasText = false
    private var hasToolCalls = false

    /// The most of a refusal that is kept, in bytes: it goes into an error's message, which is short.
    private static let refusalLimit = 4096

    /// Adds a chunk.
    ///
    /// - Throws: ``ProviderFault`` when the chunk reports an error.
    mutating func add(_ chunk: ChatCompletionsChunk) throws(ProviderFault) {
        // Everything else in a chunk with an error is what the provider could still say.
        if let error = chunk.error { throw .reported(ProviderReport(error: error)) }
        // A later chunk without usage, or with null, takes nothing away.
        usage = chunk.usage ?? usage
        if let word = chunk.finishReason { take(finishReason: word) }
        hasText = hasText || !chunk.text.isEmpty
        hasToolCalls = hasToolCalls || chunk.hasToolCalls
        if !chunk.refusal.isEmpty, refusal.count < Self.refusalLimit {
            refusal.append(contentsOf: chunk.refusal)
        }
    }

    private mutating func take(finishReason word: JSONString) {
        switch word {
        case "stop": finishReason = .stop
        case "length", "max_tokens", "model_length": finishReason = .length
        case "content_filter": finishReason = .contentFilter
        case "tool_calls", "function_call": finishReason = .toolCalls
        case "error", "abort", "insufficient_system_resource": failedFinish = word.string
        // Words for the end of the text differ (eos, end_turn, stop_sequence); that it is the end does not.
        default: finishReason = .stop
        }
    }

    /// Judges a stream at its end.
    ///
    /// - Throws: ``ProviderFault`` when the answer is not complete or holds no text.
    func completion() throws(ProviderFault) -> ChatCompletion {
        try checkFailedFinish()
        // Neither [DONE] nor the end of the body says that the model had finished, see A6 of the reference.
        guard let finishReason else {
            throw ProviderFault(.truncated, "ended the answer before it was complete", usage: usage)
        }
        return try completion(finishReason)
    }

    /// Judges a whole document, which proves by its last bracket that nothing is missing.
    ///
    /// - Throws: ``ProviderFault`` when the answer holds no text.
    func completionOfDocument() throws(ProviderFault) -> ChatCompletion {
        try checkFailedFinish()
        return try completion(finishReason ?? .stop)
    }

    private func checkFailedFinish() throws(ProviderFault) {
        guard let failedFinish else { return }
        throw ProviderFault(.reported, "broke the answer off (finish reason \(failedFinish))", usage: usage)
    }

    private func completion(_ reason: FinishReason) throws(ProviderFault) -> ChatCompletion {
        guard !hasText else { return ChatCompletion(finishReason: reason, usage: usage) }
        if !refusal.isEmpty {
            let report = ProviderReport(message: String(decoding: refusal, as: UTF8.self))
            throw empty(.refused, "refused to answer", reason, report)
        }
        switch reason {
        case .contentFilter:
            throw empty(.filtered, "held the answer back (finish reason content_filter)", reason)
        case .length:
            let count = usage.map { "all \($0.completionTokens) tokens" } ?? "all the tokens that it may take"
            throw empty(.emptyAnswer, "gave no answer: the model used \(count) without writing any text", reason)
        case .toolCalls:
            throw empty(.emptyAnswer, "gave no answer: the model asks for a tool to be called", reason)
        case .stop where hasToolCalls:
            throw empty(.emptyAnswer, "gave no answer: the model asks for a tool to be called", .toolCalls)
        case .stop:
            throw empty(.emptyAnswer, "gave an empty answer", reason)
        }
    }

    private func empty(
        _ kind: ProviderError.Kind,
        _ cause: String,
        _ reason: FinishReason,
        _ report: ProviderReport? = nil
    ) -> ProviderFault {
        ProviderFault(kind, cause, report: report, finishReason: reason, usage: usage)
    }
}
