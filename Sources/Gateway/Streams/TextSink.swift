// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import Dialects
internal import NIOCore
internal import Providers

/// Passes an answer on to a stream of nothing but text, and withholds the completion of one that has no text.
final class TextSink: ChatEventSink {
    private let sink: any ChatEventSink
    private var contents = AnswerContents()
    /// What is wrong with the answer, once it has ended without text.
    private var fault: ProviderFault?

    init(_ sink: any ChatEventSink) {
        self.sink = sink
    }

    func receive(_ event: ChatEvent) {
        if case .completed(let completion) = event {
            fault = contents.fault(completion)
            if fault != nil { return }
        }
        contents.add(event)
        sink.receive(event)
    }

    func flush() -> EventLoopFuture<Void>? { sink.flush() }

    /// Checks the answer, once it has ended.
    ///
    /// - Parameter provider: Whose answer it is.
    /// - Throws: `ProviderError` for one without text.
    @inline(never)
    func check(from provider: Provider) throws {
        if let fault { throw ProviderError(fault, from: provider) }
    }
}
