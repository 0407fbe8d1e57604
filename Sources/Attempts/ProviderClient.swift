// SPDX-License-Identifier: Apache-2.0

package import Chat
package import NIOCore
package import Providers
package import Upstream

/// Runs chats: one request to one provider, adapted when the provider rejects a parameter of it.
///
/// Make one for the process: what it learns about models is kept in it. Beyond a model that is being loaded it waits
/// for nothing; that is for the caller, who has ``ProviderError/isRetriable`` and ``ProviderError/retryAfter``.
package final class ProviderClient: Sendable {
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
    /// A provider that ``Provider/collectsStreams`` is asked for a stream, so that the limit of silence holds between the
    /// pieces and not for all of the answer.
    ///
    /// - Parameters:
    ///   - request: The chat.
    ///   - provider: Who is asked.
    ///   - eventLoop: Where the connection lives.
    ///   - start: When the limits in time begin, for a call that is one of several.
    ///   - observer: Hears of each attempt.
    /// - Returns: The answer, which may have no text.
    /// - Throws: ``ProviderError``, and `Unsupported` before anybody was asked.
    package func complete(
        _ request: ChatRequest,
        with provider: Provider,
        on eventLoop: any EventLoop,
        since start: ContinuousClock.Instant = .now,
        observer: (any AttemptObserver)? = nil
    ) async throws -> ChatAnswer {
        let (collector, completion) = try await collect(
            request,
            with: provider,
            on: eventLoop,
            since: start,
            observer: observer,
            into: AnswerCollector.init
        )
        return collector.answer(completion)
    }

    /// Asks for a whole answer, and gives its events to a sink of the caller's.
    ///
    /// - Parameters:
    ///   - request: The chat.
    ///   - provider: Who is asked.
    ///   - eventLoop: Where the connection lives.
    ///   - start: When the limits in time begin, for a call that is one of several.
    ///   - observer: Hears of each attempt.
    ///   - makeSink: Makes the sink of an attempt; a failed one leaves its sink behind.
    /// - Returns: The sink of the attempt that succeeded, and the completion.
    /// - Throws: ``ProviderError``, and `Unsupported` before anybody was asked.
    package func collect<Sink: ChatEventSink>(
        _ request: ChatRequest,
        with provider: Provider,
        on eventLoop: any EventLoop,
        since start: ContinuousClock.Instant = .now,
        observer: (any AttemptObserver)? = nil,
        into makeSink: () -> Sink
    ) async throws -> (Sink, ChatCompletion) {
        let attempts = try ChatAttempts(
            self,
            request,
            to: provider,
            // Of a caller's own request the answer is passed on in the form that was asked for.
            isStreaming: provider.collectsStreams && request.verbatim == nil,
            since: start,
            observer
        )
        return try await attempts.run {
            let sink = makeSink()
            let receiver = StreamReceiver(
                dialect: provider.dialect,
                passing: attempts.verbatim,
                limits: limits,
                sink: sink,
                mode: attempts.isStreaming ? .collected : .document
            )
            let interruption = try await execute(attempts, on: eventLoop, receiver)
            return (sink, try receiver.completion(of: provider, after: interruption))
        }
    }

    /// Asks for a streamed answer, and gives it to a sink while it arrives.
    ///
    /// Once a part of it was given to the sink no second attempt is made. The completion reaches the sink as soon as it is
    /// known; the function returns the same one after the response has ended, which may be a moment later. Whoever
    /// answers a client takes the sink's; whoever needs the end of the call (connections, metrics) awaits the function.
    ///
    /// - Throws: ``ProviderError``, never after the sink has received the completion; and `Unsupported` before anybody was asked.
    package func stream(
        _ request: ChatRequest,
        with provider: Provider,
        on eventLoop: any EventLoop,
        into sink: any ChatEventSink,
        observer: (any AttemptObserver)? = nil
    ) async throws -> ChatCompletion {
        let attempts = try ChatAttempts(self, request, to: provider, isStreaming: true, since: .now, observer)
        return try await attempts.run {
            let receiver = StreamReceiver(
                dialect: provider.dialect,
                passing: attempts.verbatim,
                limits: limits,
                sink: sink,
                mode: .relayed,
                onAnswer: attempts.succeed
            )
            let interruption = try await execute(attempts, on: eventLoop, receiver)
            return try receiver.completion(of: provider, after: interruption)
        }
    }

    /// Makes one attempt; returns why its response is not whole, nil when it is.
    private func execute(
        _ attempts: ChatAttempts,
        on eventLoop: any EventLoop,
        _ receiver: StreamReceiver
    ) async throws -> (any Error)? {
        let request = try attempts.begin()
        var interruption: (any Error)?
        do {
            try await upstream.execute(consume request, on: eventLoop, receiver: receiver)
        } catch {
            interruption = error
        }
        attempts.end(status: receiver.status)
        await receiver.finish(after: interruption, on: eventLoop)
        attempts.tellUsage(of: receiver.outcome)
        return interruption
    }
}
