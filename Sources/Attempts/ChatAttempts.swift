// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Dialects
internal import Providers
internal import Upstream

/// The attempts of one chat, from the first request to the answer or to the fault that is the end.
///
/// One attempt is made, and further ones as ``AttemptHistory`` says. All share one limit in time. What a success has proven is
/// remembered for the model.
///
/// It is an object, and its functions are not inlined, so that the frame of an asynchronous function, which lives as
/// long as a stream, holds a pointer and not the values that these work with.
final class ChatAttempts {
    private let client: ProviderClient
    private let start: ContinuousClock.Instant
    private let observer: (any AttemptObserver)?
    /// The status of the last response; nil when none came.
    private var lastStatus: Int?
    private let history: AttemptHistory

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
        self.start = start
        self.observer = observer
        history = AttemptHistory(
            of: chat,
            to: provider,
            prefersStream: isStreaming,
            known: client.adaptations[ByteString(provider.name), chat.model],
            limits: client.limits
        )
    }

    /// The caller's own request, where that goes on.
    var verbatim: VerbatimRequest? { history.isVerbatim ? history.chat.verbatim : nil }

    private var provider: Provider { history.provider }

    /// Whether the next request asks for a stream.
    var isStreaming: Bool { history.isStreaming }

    /// Makes attempts until one succeeds, or none is to be made any more.
    ///
    /// - Parameter attempt: Sends the request of ``begin()`` and reads its response; it throws ``ProviderFault`` when another
    ///   attempt may be made.
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
    /// - Throws: `Unsupported` when the provider's dialect has no words for the chat; then there is no attempt.
    @inline(never)
    func begin() throws -> UpstreamRequest {
        let wire = try provider.dialect.encode(
            history.chat,
            for: provider.traits(history.chat.model),
            streaming: history.isStreaming,
            adaptation: history.current
        )
        var request = provider.request(wire)
        request.start = start
        if !wire.leftOut.isEmpty { observer?.attemptLeftOut(wire.leftOut) }
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
        let proven = history.proven
        if proven == history.known { return }
        client.adaptations.learn(proven, provider: ByteString(provider.name), model: history.chat.model)
    }

    /// Prepares the next attempt after a failed one.
    ///
    /// - Parameter error: What the attempt threw.
    /// - Returns: How long to wait before the next attempt; nil to make it at once.
    /// - Throws: ``ProviderError`` when no other attempt is to be made.
    @inline(never)
    private func pause(after error: any Error) throws -> Duration? {
        guard let fault = error as? ProviderFault else { throw error }
        switch history.verdict(after: fault, elapsed: .now - start) {
        case .adapt: return nil
        case .retry(let pause): return pause
        case .giveUp: throw ProviderError(fault, from: provider)
        }
    }
}
