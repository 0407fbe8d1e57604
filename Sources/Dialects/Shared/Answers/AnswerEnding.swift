// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// What a provider has said of an answer's end so far, in any dialect: why the model stopped, and the tokens.
struct AnswerEnding {
    /// Why the model stopped; nil as long as it has not.
    private(set) var reason: FinishReason?
    /// The same in the provider's words.
    private var details: FinishDetails?
    /// Whether the reason is a failure.
    private var isFailure = false
    private var counts = TokenCounts()
    /// The stop sequence that ended the answer, where the provider tells it.
    private var stopSequence: ByteString?

    init() {}

    /// The tokens taken; nil where the provider did not say all of it.
    var usage: Usage? { counts.usage }

    /// Adds counts of tokens to earlier ones.
    mutating func add(_ counts: TokenCounts) {
        self.counts.merge(counts)
    }

    /// Reads the provider's word for why the model stopped.
    ///
    /// - Parameters:
    ///   - word: The word.
    ///   - field: What the dialect calls it, for messages.
    ///   - message: What the provider says to it.
    mutating func read(_ word: JSONString, field: String = "finish reason", message: JSONString? = nil) {
        switch FinishWord(word) {
        case .nothing:
            return
        case .failure:
            isFailure = true
        case .end(let reason):
            self.reason = reason
            // A failure stays one, whatever follows.
            if isFailure || message == nil && word.equals(reason.rawValue) {
                if !isFailure { details = nil }
                return
            }
        }
        details = FinishDetails(
            field: field,
            word: ByteString(word.utf8()).copied,
            message: message.map { ByteString($0.utf8()).copied }
        )
    }

    /// Takes in which stop sequence has ended the answer.
    mutating func read(stopSequence: JSONString) {
        self.stopSequence = ByteString(stopSequence.utf8()).copied
    }

    /// Takes in that a filter has blocked the prompt.
    mutating func block(_ word: JSONString, message: JSONString?) {
        reason = .contentFilter
        if isFailure { return }
        details = FinishDetails(
            field: "block reason",
            word: ByteString(word.utf8()).copied,
            message: message.map { ByteString($0.utf8()).copied }
        )
    }

    /// How a stream has ended.
    ///
    /// - Throws: ``ProviderFault`` when the answer is not complete.
    func completion() throws(ProviderFault) -> ChatCompletion {
        try checkFailure()
        // Neither [DONE] nor the end of the body says that the model had finished, see A6 of the reference.
        guard let reason else {
            throw ProviderFault(.truncated, "ended the answer before it was complete", usage: usage)
        }
        return completion(reason)
    }

    /// How a whole document has ended, which proves by its last bracket that nothing is missing.
    ///
    /// - Throws: ``ProviderFault`` when the answer broke off.
    func completionOfDocument() throws(ProviderFault) -> ChatCompletion {
        try checkFailure()
        return completion(reason ?? .stop)
    }

    private func completion(_ reason: FinishReason) -> ChatCompletion {
        ChatCompletion(finishReason: reason, usage: usage, details: details, stopSequence: stopSequence)
    }

    private func checkFailure() throws(ProviderFault) {
        guard isFailure, let details else { return }
        throw ProviderFault(
            .reported,
            "broke the answer off (\(details.field) \(details.word))",
            report: details.message.map { ProviderReport(message: $0) },
            usage: usage
        )
    }
}
