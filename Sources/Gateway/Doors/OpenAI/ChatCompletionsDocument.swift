// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import Dialects
internal import NIOCore

/// Collects an answer for a caller who wants it in one piece.
final class ChatCompletionsDocument: AnswerDocument {
    private var writer = ChatCompletionsDocumentWriter()
    /// The provider's own document, where that is passed on.
    private var verbatim: [UInt8]?
    private var customCalls: CustomToolCalls

    private let identity: ChatCompletionsIdentity

    init(_ identity: ChatCompletionsIdentity, _ customCalls: CustomToolCalls) {
        self.identity = identity
        self.customCalls = customCalls
    }

    func receive(_ event: ChatEvent) {
        if case .verbatim(let body) = event {
            verbatim = Array(body)
        } else {
            customCalls.pass(event) { writer.append($0) }
        }
    }

    /// The answer, once it has ended.
    func body(_ completion: ChatCompletion) -> [UInt8] {
        verbatim ?? writer.document(identity, completion)
    }

    func flush() -> EventLoopFuture<Void>? { nil }
}
