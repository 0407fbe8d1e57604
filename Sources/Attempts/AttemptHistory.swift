// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import Dialects
internal import Providers

/// What the attempts of one chat have shown so far, and what follows from it: no clock, no I/O.
///
/// Each change leaves less to change, so that they end, and so do the pauses.
/// An object, because what it holds would be copied whenever it is asked something.
final class AttemptHistory {
    /// More than there are parts of any request; limits may be lowered more than once.
    private static let mostChanges = 20
    /// How often a number becomes another one that a message names: one that is full of numbers offers one after the
    /// other.
    private static let mostNumbers = 4
    /// The longest pause between two attempts of which the first found the model being loaded.
    private static let longestPause = Duration.seconds(1)

    /// A change that was tried.
    private struct RequestChange {
        let field: SentField
        let before: RequestAdaptation
        let after: RequestAdaptation
    }

    /// What is asked.
    let chat: ChatRequest
    /// Who is asked.
    let provider: Provider
    /// Whether the caller's own request goes on.
    let isVerbatim: Bool
    /// Whether the answer is to come as a stream.
    var prefersStream = false
    private let limits: ProviderLimits
    /// What was known of the model before.
    let known: RequestAdaptation
    /// How the next request differs from what its dialect would send.
    private(set) var current: RequestAdaptation
    /// The changes after which the provider still named what had been changed: they did not help.
    private var doubtful: [RequestChange] = []
    private var lastChange: RequestChange?
    private var changesLeft = AttemptHistory.mostChanges
    private var numbersLeft = AttemptHistory.mostNumbers
    private var loadingPause: Duration

    /// Begins without an attempt.
    ///
    /// - Parameters:
    ///   - chat: What is asked.
    ///   - provider: Who is asked.
    ///   - known: What was learnt of the model.
    ///   - limits: How long a model that is being loaded is waited for.
    init(
        of chat: ChatRequest,
        to provider: Provider,
        known: RequestAdaptation,
        limits: ProviderLimits
    ) {
        self.chat = chat
        self.provider = provider
        self.limits = limits
        isVerbatim = chat.isVerbatim(for: provider)
        self.known = isVerbatim ? [] : known.keeping(chat.fixedParameters)
        current = self.known
        loadingPause = limits.loadingPause
    }

    /// Whether the next request asks for a stream.
    var isStreaming: Bool {
        if current.contains(.asksForStream) { return true }
        if chat.responseFormat != .text, current.contains(.asksForFormInDocument) { return false }
        return prefersStream && !current.contains(.asksForDocument)
    }

    /// What a success of the last attempt proves of the model.
    var proven: RequestAdaptation {
        doubtful.reduce(current) { $0.undoing(from: $1.before, to: $1.after) }.lasting
    }

    /// Adds a failed attempt, and decides what comes after it.
    ///
    /// - Parameters:
    ///   - fault: How it failed.
    ///   - elapsed: The time since the first attempt began.
    /// - Returns: The verdict; ``current`` and ``isStreaming`` are those of the next attempt.
    func verdict(after fault: ProviderFault, elapsed: Duration) -> Verdict {
        let timeLeft = limits.loading - elapsed
        if provider.dialect.isLoading(fault), timeLeft > .zero {
            defer { loadingPause = min(loadingPause * 2, Self.longestPause) }
            return .retry(after: min(loadingPause, timeLeft))
        }
        loadingPause = limits.loadingPause
        // The caller's own words are not changed.
        guard !isVerbatim, changesLeft > 0, let next = next(after: fault) else { return .giveUp }
        changesLeft -= 1
        current = next
        return .adapt(next)
    }

    /// What to try after a rejection; nil when there is nothing to change.
    private func next(after fault: ProviderFault) -> RequestAdaptation? {
        guard let rejection = Rejection(fault, of: chat) else { return otherWay(after: fault) }
        if let lastChange, rejection.names(lastChange.field, after: lastChange.after) { doubtful.append(lastChange) }
        let fields = provider.dialect.sentFields(
            of: chat,
            for: provider.traits(chat.model),
            streaming: isStreaming,
            adaptation: current
        ).map { $0.keeping(chat.fixedParameters) }
        guard let (change, field) = rejection.change(of: fields, current: current, readsNumbers: numbersLeft > 0) else {
            return otherWay(after: fault)
        }
        if change.tokenLimits != current.tokenLimits || change.temperatures != current.temperatures { numbersLeft -= 1 }
        var next = change
        if isFormRejectedInStream(fault, change) {
            next = current
            next.changes.insert(.asksForFormInDocument)
        }
        lastChange = RequestChange(field: field, before: current, after: next)
        return next
    }

    /// Whether a provider that gives an answer's form in documents rejects it in a stream: the form is worth more.
    private func isFormRejectedInStream(_ fault: ProviderFault, _ next: RequestAdaptation) -> Bool {
        isStreaming && !current.contains(.asksForStream)
            && !next.changes.subtracting(current.changes).isDisjoint(with: [.omitsSchema, .omitsResponseFormat])
            && fault.isAboutStreaming(of: chat)
    }

    /// The change from a stream to a document or the other way round, where the provider takes only one of them for this
    /// model, or from this account; nil when that was tried already, or the fault is about something else.
    private func otherWay(after fault: ProviderFault) -> RequestAdaptation? {
        guard current.changes.isDisjoint(with: [.asksForStream, .asksForDocument]), fault.isAboutStreaming(of: chat)
        else { return nil }
        var next = current
        next.changes.insert(isStreaming ? .asksForDocument : .asksForStream)
        return next
    }
}
