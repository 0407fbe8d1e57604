// SPDX-License-Identifier: Apache-2.0

package import Chat
package import NIOCore
package import Upstream

/// Runs chats: one request to one provider, adapted when the provider rejects a parameter of it.
///
/// Make one for the process: what it learns about models is kept in it. Beyond a model that is being loaded it waits
/// for nothing; that is for the caller, who has ``ProviderError/isRetriable`` and ``ProviderError/retryAfter``.
package struct ProviderClient: Sendable {
    let upstream: any UpstreamCalling
    let limits: ProviderLimits
    let adaptations: AdaptationStore

    /// Makes a client that has learnt nothing yet.
    package init(upstream: any UpstreamCalling, limits: ProviderLimits = ProviderLimits()) {
        self.upstream = upstream
        self.limits = limits
        adaptations = AdaptationStore()
    }

    /// Asks for a whole answer.
    ///
    /// - Parameters:
    ///   - request: The chat.
    ///   - provider: Who is asked.
    ///   - eventLoop: Where the connection lives.
    ///   - start: When the limits in time begin, for a call that is one of several.
    /// - Returns: The answer.
    /// - Throws: ``ProviderError``.
    package func complete(
        _ request: ChatRequest,
        with provider: Provider,
        on eventLoop: any EventLoop,
        since start: ContinuousClock.Instant = .now
    ) async throws -> ChatAnswer {
        try await adapting(request, to: provider, streaming: false, since: start) { wireFormat, upstreamRequest in
            let receiver = AnswerReceiver(wireFormat: wireFormat, limits: limits)
            do {
                try await upstream.execute(upstreamRequest, on: eventLoop, receiver: receiver)
            } catch {
                let interruption = ProviderFault(thrown: error)
                // The status of an error says enough, even when its body was cut off.
                if interruption.kind != .cancelled, let fault = receiver.fault { throw fault }
                throw ProviderError(interruption, from: provider, underlying: error)
            }
            return try receiver.answer()
        }
    }

    /// Asks for a streamed answer, and gives it to a sink while it arrives.
    ///
    /// Once a text was given to the sink no second attempt is made. The completion reaches the sink as soon as it is
    /// known; the function returns the same one after the response has ended, which may be a moment later. Whoever
    /// answers a client takes the sink's; whoever needs the end of the call (connections, metrics) awaits the function.
    ///
    /// - Throws: ``ProviderError``; never after the sink has received the completion.
    package func stream(
        _ request: ChatRequest,
        with provider: Provider,
        on eventLoop: any EventLoop,
        into sink: any ChatEventSink
    ) async throws -> ChatCompletion {
        try await adapting(request, to: provider, streaming: true, since: .now) { wireFormat, upstreamRequest in
            let receiver = StreamReceiver(wireFormat: wireFormat, limits: limits, sink: sink)
            var interruption: (fault: ProviderFault, error: any Error)?
            do {
                try await upstream.execute(upstreamRequest, on: eventLoop, receiver: receiver)
            } catch {
                interruption = (ProviderFault(thrown: error), error)
            }
            await receiver.finish(after: interruption?.fault, on: eventLoop)
            switch receiver.outcome {
            case .success(let completion): return completion
            case .failure(let fault) where fault.mayBeAdapted && !receiver.hasDeliveredText: throw fault
            case .failure(let fault):
                throw ProviderError(
                    fault,
                    from: provider,
                    hasDeliveredText: receiver.hasDeliveredText,
                    underlying: interruption?.error
                )
            case nil:
                let fault = ProviderFault(.cancelled, "was not heard to the end because the process is ending")
                throw ProviderError(fault, from: provider, underlying: interruption?.error)
            }
        }
    }
}
