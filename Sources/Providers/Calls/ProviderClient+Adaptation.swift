// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import Upstream

extension ProviderClient {
    /// Makes one attempt, and a second one when the provider rejects something that can be left out or said otherwise.
    ///
    /// - Parameters:
    ///   - chat: The chat.
    ///   - provider: The provider.
    ///   - streaming: Whether the answer is to come as a stream.
    ///   - attempt: Sends a request and reads its response. It throws a ``ProviderFault`` when another attempt may be
    ///     made, and a ``ProviderError`` when not.
    /// - Returns: What the successful attempt returned.
    /// - Throws: ``ProviderError``.
    func adapting<Answer>(
        _ chat: ChatRequest,
        to provider: Provider,
        streaming: Bool,
        attempt: (_ wireFormat: any WireFormat, _ request: UpstreamRequest) async throws -> Answer
    ) async throws -> Answer {
        guard provider.availability == .ready else {
            throw ProviderError(ProviderFault(.unavailable, "cannot be called"), from: provider)
        }
        let wireFormat = provider.wireFormat
        let start = ContinuousClock.now
        let known = adaptations[provider.name, chat.model]
        func send(_ adaptation: RequestAdaptation) async throws -> Answer {
            var request = wireFormat.request(for: chat, to: provider, streaming: streaming, adaptation: adaptation)
            request.start = start
            return try await attempt(wireFormat, request)
        }
        func next(_ current: RequestAdaptation, after fault: ProviderFault) -> RequestAdaptation? {
            wireFormat.adaptation(of: chat, to: provider, streaming: streaming, current: current, after: fault)
        }
        func learn(_ adaptation: RequestAdaptation) {
            adaptations.learn(adaptation.lasting, provider: provider.name, model: chat.model)
        }
        do {
            return try await send(known)
        } catch let fault as ProviderFault {
            guard let adapted = next(known, after: fault) else { throw ProviderError(fault, from: provider) }
            do {
                let answer = try await send(adapted)
                learn(adapted)
                return answer
            } catch let second as ProviderFault {
                // Not a third time. But a complaint about something else shows that this change was right, so that the
                // next call begins further on.
                if next(adapted, after: second) != nil { learn(adapted) }
                throw ProviderError(second, from: provider)
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
