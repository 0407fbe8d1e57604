// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Dialects
internal import Providers
internal import Upstream

/// The attempts of one chat: what the next request says, and what a failed one changes.
///
/// One attempt is made, and further ones as long as the provider rejects something that can be left out or said
/// otherwise. Each change leaves less to change, so that they end, and all share one limit in time. What a success
/// has proven is remembered for the model. A model that is being loaded is waited for.
///
/// It is an object, and its functions are not inlined, so that the frame of an asynchronous function, which lives as
/// long as a stream, holds a pointer and not the values that these work with.
final class ChatAttempts {
    /// More than there are parts of any request; limits may be lowered more than once.
    private static let mostChanges = 20
    /// How often a number becomes another one that a message names: one that is full of numbers offers one after the
    /// other.
    private static let mostNumbers = 4

    /// A change that was tried.
    private struct RequestChange {
        let field: SentField
        let before: RequestAdaptation
        let after: RequestAdaptation
    }

    /// The longest pause between two attempts of which the first found the model being loaded.
    private static let longestPause = Duration.seconds(1)

    private let client: ProviderClient
    private let chat: ChatRequest
    private let provider: Provider
    private let prefersStream: Bool
    private let start: ContinuousClock.Instant
    private let observer: (any AttemptObserver)?
    /// The status of the last response; nil when none came.
    private var lastStatus: Int?
    private let known: RequestAdaptation
    private var current: RequestAdaptation
    /// The changes after which the provider still named what had been changed: they did not help.
    private var doubtful: [RequestChange] = []
    private var lastChange: RequestChange?
    private var changesLeft = ChatAttempts.mostChanges
    private var numbersLeft = ChatAttempts.mostNumbers
    private var loadingPause: Duration

    /// Begins.
    ///
    /// - Parameters:
    ///   - client: What is known of models.
    ///   - chat: The chat.
    ///   - provider: Who is asked.
    ///   - isStreaming: Whether the answer is to come as a stream.
    ///   - start: When the limits in time begin, which all attempts share.
    ///   - observer: Hears of each attempt.
    /// - Throws: ``ProviderError`` when the provider has no key.
    @inline(never)
    init(
        _ client: ProviderClient,
        _ chat: ChatRequest,
        to provider: Provider,
        isStreaming: Bool,
        since start: ContinuousClock.Instant,
        _ observer: (any AttemptObserver)?
    ) throws {
        guard provider.availability == .ready else {
            throw ProviderError(ProviderFault(.unavailable, "cannot be called"), from: provider)
        }
        self.client = client
        self.chat = chat
        self.provider = provider
        prefersStream = isStreaming
        self.start = start
        self.observer = observer
        known = client.adaptations[ByteString(provider.name), chat.model].keeping(chat.fixedParameters)
        current = known
        loadingPause = client.limits.loadingPause
    }

    /// Whether the next request asks for a stream.
    var isStreaming: Bool {
        if current.contains(.asksForStream) { return true }
        if chat.responseFormat != .text, current.contains(.asksForFormInDocument) { return false }
        return prefersStream && !current.contains(.asksForDocument)
    }

    /// Makes attempts until one succeeds, or none is to be made any more.
    ///
    /// - Parameter attempt: Sends the request of ``begin()`` and reads its response; see ``pause(after:)`` for what it may throw.
    /// - Returns: What the successful attempt returned.
    /// - Throws: ``ProviderError``.
    func run<Answer>(_ attempt: () async throws -> Answer) async throws -> Answer {
        while true {
            do {
                let answer = try await attempt()
                succeed()
                return answer
            } catch {
                if let pause = try pause(after: error) { try await wait(pause) }
            }
        }
    }

    /// Waits for a model that is being loaded, which is the provider's time.
    private func wait(_ pause: Duration) async throws {
        observer?.attemptBegan()
        defer { observer?.attemptEnded(status: lastStatus) }
        do {
            try await Task.sleep(for: pause)
        } catch {
            throw ProviderError(ProviderFault(thrown: error), from: provider, underlying: error)
        }
    }

    /// Begins the next attempt.
    ///
    /// - Returns: Its request.
    @inline(never)
    func begin() -> UpstreamRequest {
        var request = provider.request(
            provider.dialect.encode(
                chat,
                for: provider.traits(chat.model),
                streaming: isStreaming,
                adaptation: current
            )
        )
        request.start = start
        observer?.attemptBegan()
        return request
    }

    /// Ends an attempt whose response has ended.
    ///
    /// - Parameter status: Its status; 0 when none came.
    func end(status: Int) {
        lastStatus = status == 0 ? nil : status
        observer?.attemptEnded(status: lastStatus)
    }

    /// Tells what an attempt has cost, as soon as all of its response was read.
    @inline(never)
    func tellUsage(of outcome: Result<ChatCompletion, ProviderFault>?) {
        switch outcome {
        case .success(let completion): observer?.attemptUsed(completion.usage)
        case .failure(let fault):
            if let usage = fault.usage { observer?.attemptUsed(usage) }
        case nil: break
        }
    }

    /// Remembers what the success of the last attempt has proven; more than once is harmless.
    @inline(never)
    func succeed() {
        let proven = doubtful.reduce(current) { $0.undoing(from: $1.before, to: $1.after) }.lasting
        if proven == known { return }
        client.adaptations.learn(proven, provider: ByteString(provider.name), model: chat.model)
    }

    /// Decides what comes after a failed attempt.
    ///
    /// - Parameter error: What the attempt threw: a ``ProviderFault`` when another attempt may be made.
    /// - Returns: How long to wait before the next attempt; nil to make it at once.
    /// - Throws: ``ProviderError`` when no other attempt is to be made.
    @inline(never)
    private func pause(after error: any Error) throws -> Duration? {
        guard let fault = error as? ProviderFault else { throw error }
        if provider.dialect.isLoading(fault) {
            let timeLeft = client.limits.loading - (.now - start)
            if timeLeft > .zero {
                defer { loadingPause = min(loadingPause * 2, Self.longestPause) }
                return min(loadingPause, timeLeft)
            }
        }
        loadingPause = client.limits.loadingPause
        try adapt(after: fault)
        return nil
    }

    private func adapt(after fault: ProviderFault) throws {
        guard changesLeft > 0, let next = next(after: fault) else { throw ProviderError(fault, from: provider) }
        changesLeft -= 1
        current = next
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
