// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat
internal import Dialects
internal import NIOCore
package import Providers
internal import Upstream

/// The attempts of one chat, from the first request to the answer or to the fault that is the end.
///
/// One attempt is made, and further ones as ``AttemptHistory`` says: one request to one provider, adapted when the
/// provider rejects a parameter of it. All share one limit in time. What a success has proven is remembered for the
/// model. Beyond a model that is being loaded nothing is waited for; that is for the caller, who has
/// ``ProviderError/isRetriable`` and ``ProviderError/retryAfter``.
///
/// It is an object, and its functions that do not wait are not inlined, so that the frame of an asynchronous function,
/// which lives as long as a stream, holds a pointer and not the values that these work with.
package final class ChatAttempts {
    private let client: ProviderClient
    private let eventLoop: any EventLoop
    private let start: ContinuousClock.Instant
    private let observer: (any AttemptObserver)?
    private let history: AttemptHistory
    /// What is done with the calls of the answer; nil for nothing.
    private let calls: CallPlan?
    /// The status of the last response; nil when none came.
    private var lastStatus: Int?
    /// How long to wait before the next attempt.
    private var pause = Duration.zero
    /// Why the last response is not whole; nil when it is.
    private var interruption: (any Error)?

    /// Begins.
    ///
    /// - Parameters:
    ///   - client: What is known of models.
    ///   - chat: The chat.
    ///   - provider: Who is asked.
    ///   - eventLoop: Where the connection lives.
    ///   - start: When the limits in time begin, which all attempts share.
    ///   - observer: Hears of each attempt.
    /// - Throws: ``ProviderError`` when the provider has no key.
    init(
        _ client: ProviderClient,
        _ chat: ChatRequest,
        to provider: Provider,
        on eventLoop: any EventLoop,
        since start: ContinuousClock.Instant,
        _ observer: (any AttemptObserver)?
    ) throws {
        guard provider.availability == .ready else {
            throw ProviderError(ProviderFault(.unavailable, "cannot be called"), from: provider)
        }
        self.client = client
        self.eventLoop = eventLoop
        self.start = start
        self.observer = observer
        let isVerbatim = chat.isVerbatim(for: provider)
        calls = isVerbatim ? nil : CallPlan(chat, for: provider, client.calls)
        history = AttemptHistory(
            of: isVerbatim ? chat : client.filled(chat, for: provider),
            to: provider,
            known: client.adaptations[provider.memoryKey, chat.model],
            limits: client.limits
        )
    }

    /// Who is asked.
    package var provider: Provider { history.provider }

    // MARK: Answers

    /// Asks for a whole answer.
    ///
    /// - Returns: The answer, which may have no text.
    /// - Throws: ``ProviderError``, and `Unsupported` before anybody was asked.
    package func complete() async throws -> ChatAnswer {
        let (collector, completion) = try await collect(into: AnswerCollector.init)
        return collector.answer(completion)
    }

    /// Asks for a whole answer, and gives its events to a sink of the caller's.
    ///
    /// A provider that ``Provider/collectsStreams`` is asked for a stream, so that the limit of silence holds between the
    /// pieces and not for all of the answer.
    ///
    /// - Parameter makeSink: Makes the sink of an attempt; a failed one leaves its sink behind.
    /// - Returns: The sink of the attempt that succeeded, and the completion.
    /// - Throws: ``ProviderError``, and `Unsupported` before anybody was asked.
    package func collect<Sink: ChatEventSink>(into makeSink: () -> Sink) async throws -> (Sink, ChatCompletion) {
        // Of a caller's own request the answer is passed on in the form that was asked for.
        history.prefersStream = provider.collectsStreams && !history.isVerbatim
        while true {
            let sink = makeSink()
            let receiver = receiver(sink, history.isStreaming ? .collected : .document)
            try await attempt(receiver)
            if let completion = try completion(of: receiver) { return (sink, completion) }
        }
    }

    /// Asks for a streamed answer, and gives it to a sink while it arrives.
    ///
    /// Once a part of it was given to the sink no second attempt is made. The completion reaches the sink as soon as it is
    /// known; the function returns after the response has ended, which may be a moment later. Whoever answers a client
    /// takes the sink's; whoever needs the end of the call (connections, metrics) awaits the function.
    ///
    /// - Throws: ``ProviderError``, never after the sink has received the completion; and `Unsupported` before anybody was
    ///   asked.
    package func stream(into sink: any ChatEventSink) async throws {
        history.prefersStream = true
        while true {
            let receiver = receiver(sink, .relayed)
            try await attempt(receiver)
            if try isAnswered(receiver) { return }
        }
    }

    // MARK: An attempt

    @inline(never)
    private func receiver(_ sink: any ChatEventSink, _ mode: StreamReceiver.Mode) -> StreamReceiver {
        StreamReceiver(
            dialect: provider.dialect,
            passing: history.isVerbatim ? history.chat.verbatim : nil,
            limits: client.limits,
            sink: calls.map { CallSink(sink, $0) as any ChatEventSink } ?? sink,
            mode: mode,
            onHead: observer?.hearsOfHeads == true ? tell : nil,
            onAnswer: mode == .relayed ? succeed : nil
        )
    }

    /// Makes one attempt, after the pause that the last one has asked for.
    private func attempt(_ receiver: StreamReceiver) async throws {
        if pause > .zero { try await wait() }
        let request = try begin()
        do {
            try await client.upstream.execute(consume request, on: eventLoop, receiver: receiver)
            interruption = nil
        } catch {
            interruption = error
        }
        end(status: receiver.status)
        if eventLoop.inEventLoop {
            receiver.finish(after: interruption)
        } else {
            await receiver.finish(after: interruption, on: eventLoop)
        }
        tellUsage(of: receiver)
    }

    /// Waits for a model that is being loaded, which is the provider's time.
    @inline(never)
    private func wait() async throws {
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
    private func begin() throws -> UpstreamRequest {
        let wire = try provider.dialect.encode(
            history.chat,
            for: provider.traits(history.chat.model),
            streaming: history.isStreaming,
            adaptation: history.current
        )
        var request = provider.request(wire)
        request.start = start
        request.timeouts = client.timeouts
        if !wire.leftOut.isEmpty { observer?.attemptLeftOut(wire.leftOut) }
        observer?.attemptBegan()
        return request
    }

    /// Ends an attempt whose response has ended.
    ///
    /// - Parameter status: Its status; 0 when none came.
    @inline(never)
    private func end(status: Int) {
        lastStatus = status == 0 ? nil : status
        observer?.attemptEnded(status: lastStatus)
    }

    /// Tells what the head of a response says.
    @inline(never)
    private func tell(_ head: UpstreamResponseHead) {
        observer?.attemptReceived(ProviderHead(head, of: provider))
    }

    /// Tells what an attempt has cost, as soon as all of its response was read.
    @inline(never)
    private func tellUsage(of receiver: StreamReceiver) {
        switch receiver.outcome {
        case .success(let completion): observer?.attemptUsed(completion.usage)
        case .failure(let fault):
            if let usage = fault.usage { observer?.attemptUsed(usage) }
        case nil: break
        }
    }

    /// Remembers what the success of the last attempt has proven; more than once is harmless.
    @inline(never)
    private func succeed() {
        let proven = history.proven
        if proven == history.known { return }
        client.adaptations.learn(proven, provider: provider.memoryKey, model: history.chat.model)
    }

    @inline(never)
    private func isAnswered(_ receiver: StreamReceiver) throws -> Bool { try completion(of: receiver) != nil }

    /// Ends the attempts, or prepares the next one.
    ///
    /// - Returns: How the answer ended; nil when another attempt is to be made.
    /// - Throws: ``ProviderError`` when there is no answer and will be none.
    @inline(never)
    private func completion(of receiver: StreamReceiver) throws -> ChatCompletion? {
        do {
            let completion = try receiver.completion(of: provider, after: interruption)
            succeed()
            return completion
        } catch let fault as ProviderFault {
            switch history.verdict(after: fault, elapsed: .now - start) {
            case .adapt: pause = .zero
            case .retry(let pause): self.pause = pause
            case .giveUp: throw ProviderError(fault, from: provider)
            }
            return nil
        }
    }
}
