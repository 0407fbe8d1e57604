// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import Upstream

/// The attempts of one chat: what the next request says, and what a failed one changes.
///
/// One attempt is made, and further ones as long as the provider rejects something that can be left out or said
/// otherwise: one more for a text, three more for an answer of a certain form, which has two ways of its own to be
/// asked for less. A model that is being loaded is waited for.
///
/// It is an object, and its functions are not inlined, so that the frame of an asynchronous function, which lives as
/// long as a stream, holds a pointer and not the values that these work with.
final class ChatAttempts {
    /// The longest pause between two attempts of which the first found the model being loaded.
    private static let longestPause = Duration.seconds(1)

    private let client: ProviderClient
    private let chat: ChatRequest
    private let provider: Provider
    private let isStreaming: Bool
    private let start: ContinuousClock.Instant
    private let timing: UpstreamTiming?
    private let known: RequestAdaptation
    private var current: RequestAdaptation
    private var attemptsLeft: Int
    private var loadingPause: Duration

    /// Begins.
    ///
    /// - Parameters:
    ///   - client: What is known of models.
    ///   - chat: The chat.
    ///   - provider: Who is asked.
    ///   - isStreaming: Whether the answer is to come as a stream.
    ///   - start: When the limits in time begin, which all attempts share.
    ///   - timing: Takes note of how long the provider takes.
    /// - Throws: ``ProviderError`` when the provider has no key.
    @inline(never)
    init(
        _ client: ProviderClient,
        _ chat: ChatRequest,
        to provider: Provider,
        isStreaming: Bool,
        since start: ContinuousClock.Instant,
        _ timing: UpstreamTiming?
    ) throws {
        guard provider.availability == .ready else {
            throw ProviderError(ProviderFault(.unavailable, "cannot be called"), from: provider)
        }
        self.client = client
        self.chat = chat
        self.provider = provider
        self.isStreaming = isStreaming
        self.start = start
        self.timing = timing
        known = client.adaptations[provider.name, chat.model]
        current = known
        attemptsLeft = chat.responseFormat == .text ? 2 : 4
        loadingPause = client.limits.loadingPause
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
        timing?.begin()
        defer { timing?.end(status: timing?.status) }
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
        var request = provider.wireFormat.request(
            for: chat,
            to: provider,
            streaming: isStreaming,
            adaptation: current
        )
        request.start = start
        timing?.begin()
        return request
    }

    /// Takes note that the response of an attempt has ended.
    ///
    /// - Parameter status: Its status; 0 when none came.
    func end(status: Int) {
        timing?.end(status: status == 0 ? nil : status)
    }

    /// Takes note that the last attempt succeeds; more than once is harmless.
    @inline(never)
    func succeed() {
        learn(current)
    }

    /// Decides what comes after a failed attempt.
    ///
    /// - Parameter error: What the attempt threw: a ``ProviderFault`` when another attempt may be made.
    /// - Returns: How long to wait before the next attempt; nil to make it at once.
    /// - Throws: ``ProviderError`` when no other attempt is to be made.
    @inline(never)
    private func pause(after error: any Error) throws -> Duration? {
        guard let fault = error as? ProviderFault else { throw error }
        if provider.wireFormat.isLoading(fault) {
            let timeLeft = client.limits.loading - (.now - start)
            if timeLeft > .zero {
                defer { loadingPause = min(loadingPause * 2, Self.longestPause) }
                return min(loadingPause, timeLeft)
            }
        }
        loadingPause = client.limits.loadingPause
        attemptsLeft -= 1
        try adapt(after: fault)
        return nil
    }

    private func adapt(after fault: ProviderFault) throws {
        let next = provider.wireFormat.adaptation(
            of: chat,
            to: provider,
            streaming: isStreaming,
            current: current,
            after: fault
        )
        guard let next else { throw ProviderError(fault, from: provider) }
        // A complaint about something else shows that what was changed so far was right, so that the next call
        // begins further on. One more complaint about the form shows nothing.
        let isOfForm = !next.subtracting(current).isDisjoint(with: .form)
        learn(isOfForm ? current.subtracting(.form) : current)
        guard attemptsLeft > 0 else { throw ProviderError(fault, from: provider) }
        current = next
    }

    private func learn(_ adaptation: RequestAdaptation) {
        if adaptation == known { return }
        client.adaptations.learn(adaptation.lasting, provider: provider.name, model: chat.model)
    }
}
