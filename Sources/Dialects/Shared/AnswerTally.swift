// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// What is known of an answer while its pieces come in, and how that is judged at its end, in any dialect.
struct AnswerTally {
    /// Why the model stopped; nil as long as it has not.
    var finishReason: FinishReason?
    /// The provider's own word, such as `finish reason SAFETY`, for the filter that held the answer back.
    var filter = "finish reason content_filter"
    /// The provider's own words for a finish reason that is a failure.
    var failure: String?
    /// What the provider said of the end beyond its reason.
    var report: ProviderReport?
    /// Whether a tool is called.
    var hasToolCalls = false
    private var counts = TokenCounts()
    private var refusal: [UInt8] = []
    private var hasText = false
    private var hasReasoning = false
    /// Whether the reasoning is kept, for whoever takes it when there is no other text.
    private var keepsReasoning: Bool
    private var reasoning: [UInt8] = []

    /// The most of a refusal that is kept, in bytes: it goes into an error's message, which is short.
    private static let refusalLimit = 4096
    /// The most of a reasoning that is kept, in bytes: it is read only in the place of a short answer.
    private static let reasoningLimit = 1 << 20

    init(keepsReasoning: Bool = false) {
        self.keepsReasoning = keepsReasoning
    }

    /// The tokens taken; nil where the provider did not say all of it.
    var usage: Usage? { counts.usage }

    /// Takes a piece of the text, which may be empty.
    mutating func add(text: ArraySlice<UInt8>) {
        hasText = hasText || !text.isEmpty
    }

    /// Takes a piece of a refusal's text, which may be empty.
    mutating func add(refusal piece: ArraySlice<UInt8>) {
        if refusal.count < Self.refusalLimit { refusal.append(contentsOf: piece) }
    }

    /// Takes a piece of what the model thought.
    mutating func add(reasoning piece: JSONString) {
        hasReasoning = true
        guard keepsReasoning else { return }
        piece.append(to: &reasoning)
        // A reasoning of this size is none that ends with an answer of a few words.
        if reasoning.count > Self.reasoningLimit { (keepsReasoning, reasoning) = (false, []) }
    }

    /// Takes counts of tokens, which add to earlier ones.
    mutating func take(_ counts: TokenCounts) {
        self.counts.merge(counts)
    }

    /// Judges a stream at its end.
    ///
    /// - Throws: ``ProviderFault`` when the answer is not complete or holds no text.
    func completion() throws(ProviderFault) -> ChatCompletion {
        try checkFailure()
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
        try checkFailure()
        return try completion(finishReason ?? .stop)
    }

    private func checkFailure() throws(ProviderFault) {
        guard let failure else { return }
        throw ProviderFault(.reported, "broke the answer off (\(failure))", report: report, usage: usage)
    }

    private func completion(_ reason: FinishReason) throws(ProviderFault) -> ChatCompletion {
        guard !hasText else { return ChatCompletion(finishReason: reason, usage: usage) }
        if !refusal.isEmpty {
            let report = ProviderReport(message: ByteString(refusal))
            throw empty(.refused, "refused to answer", reason, report)
        }
        switch reason {
        case .contentFilter:
            throw empty(.filtered, "held the answer back (\(filter))", reason, report)
        case .length:
            let count = usage.map { "all \($0.completionTokens) tokens" } ?? "all the tokens that it may take"
            throw empty(.emptyAnswer, "gave no answer: the model used \(count) without writing any text", reason)
        case .toolCalls:
            throw empty(.emptyAnswer, "gave no answer: the model asks for a tool to be called", reason)
        case .stop where hasToolCalls:
            throw empty(.emptyAnswer, "gave no answer: the model asks for a tool to be called", .toolCalls)
        case .stop, .unknown:
            let cause =
                hasReasoning ? "gave no answer: the model wrote nothing but its reasoning" : "gave an empty answer"
            var fault = empty(.emptyAnswer, cause, reason)
            fault.reasoning = reasoning
            throw fault
        }
    }

    private func empty(
        _ kind: ProviderFault.Kind,
        _ cause: String,
        _ reason: FinishReason,
        _ report: ProviderReport? = nil
    ) -> ProviderFault {
        ProviderFault(kind, cause, report: report, finishReason: reason, usage: usage)
    }
}
