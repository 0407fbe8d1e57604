// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import Upstream

extension ProviderClient {
    /// Makes one attempt, and further ones as long as the provider rejects something that can be left out or said
    /// otherwise: one more for a text, three more for an answer of a certain form, which has two ways of its own to be
    /// asked for less.
    ///
    /// - Parameters:
    ///   - chat: The chat.
    ///   - provider: The provider.
    ///   - streaming: Whether the answer is to come as a stream.
    ///   - start: When the limits in time begin, which all attempts share.
    ///   - attempt: Sends a request and reads its response. It throws a ``ProviderFault`` when another attempt may be
    ///     made, and a ``ProviderError`` when not.
    /// - Returns: What the successful attempt returned.
    /// - Throws: ``ProviderError``.
    func adapting<Answer>(
        _ chat: ChatRequest,
        to provider: Provider,
        streaming: Bool,
        since start: ContinuousClock.Instant,
        attempt: (_ wireFormat: any WireFormat, _ request: UpstreamRequest) async throws -> Answer
    ) async throws -> Answer {
        guard provider.availability == .ready else {
            throw ProviderError(ProviderFault(.unavailable, "cannot be called"), from: provider)
        }
        let wireFormat = provider.wireFormat
        let known = adaptations[provider.name, chat.model]
        func learn(_ adaptation: RequestAdaptation) {
            if adaptation == known { return }
            adaptations.learn(adaptation.lasting, provider: provider.name, model: chat.model)
        }
        func request(_ adaptation: RequestAdaptation) -> UpstreamRequest {
            var request = wireFormat.request(for: chat, to: provider, streaming: streaming, adaptation: adaptation)
            request.start = start
            return request
        }
        var current = known
        var attemptsLeft = chat.responseFormat == .text ? 2 : 4
        while true {
            let request = request(current)
            do {
                let answer = try await awaitingModel(of: provider, since: start) {
                    try await attempt(wireFormat, request)
                }
                learn(current)
                return answer
            } catch let fault as ProviderFault {
                attemptsLeft -= 1
                let next = wireFormat.adaptation(
                    of: chat,
                    to: provider,
                    streaming: streaming,
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
        }
    }
}

extension ProviderFault {
    /// Whether a changed request can make a difference.
    var mayBeAdapted: Bool {
        if case .status = kind { true } else { false }
    }

    /// Makes a fault of what a call has thrown.
    init(thrown error: any Error) {
        switch error {
        case let error as UpstreamError: self.init(error)
        case is CancellationError: self.init(.cancelled, "was cancelled")
        default: self.init(.unreachable, "cannot be reached")
        }
    }
}
