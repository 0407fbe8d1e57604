// SPDX-License-Identifier: Apache-2.0

import Attempts
import Chat
import NIOCore
import Providers

extension ProviderClient {
    /// Asks for a whole answer.
    func complete(
        _ chat: ChatRequest,
        with provider: Provider,
        on eventLoop: any EventLoop,
        observer: (any AttemptObserver)? = nil
    ) async throws -> ChatAnswer {
        try await attempts(of: chat, with: provider, on: eventLoop, observer: observer).complete()
    }

    /// Asks for a streamed answer.
    ///
    /// - Returns: The completion that the sink has received.
    func stream(
        _ chat: ChatRequest,
        with provider: Provider,
        on eventLoop: any EventLoop,
        into sink: any ChatEventSink,
        observer: (any AttemptObserver)? = nil
    ) async throws -> ChatCompletion? {
        let listening = ListeningSink(sink)
        try await attempts(of: chat, with: provider, on: eventLoop, observer: observer).stream(into: listening)
        return listening.completion
    }
}

/// Passes everything on, and keeps the completion.
private final class ListeningSink: ChatEventSink {
    private let sink: any ChatEventSink
    private(set) var completion: ChatCompletion?

    init(_ sink: any ChatEventSink) {
        self.sink = sink
    }

    func receive(_ event: ChatEvent) {
        if case .completed(let completion) = event { self.completion = completion }
        sink.receive(event)
    }

    func flush() -> EventLoopFuture<Void>? { sink.flush() }
}
