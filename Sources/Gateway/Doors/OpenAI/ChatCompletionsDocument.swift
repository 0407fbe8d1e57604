// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import Dialects
internal import NIOCore

/// Collects an answer for a caller who wants it in one piece.
final class ChatCompletionsDocument: ChatEventSink {
    private(set) var writer = ChatCompletionsDocumentWriter()
    private var customCalls: CustomToolCalls

    init(_ customCalls: CustomToolCalls) {
        self.customCalls = customCalls
    }

    func receive(_ event: ChatEvent) {
        customCalls.pass(event) { writer.append($0) }
    }

    func flush() -> EventLoopFuture<Void>? { nil }
}
