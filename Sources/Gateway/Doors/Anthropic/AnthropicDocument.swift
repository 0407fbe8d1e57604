// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import Dialects
internal import NIOCore

/// Collects an answer for a caller who wants it in one piece.
final class AnthropicDocument: AnswerDocument {
    private var writer: AnthropicDocumentWriter
    /// The provider's own document, where that is passed on.
    private var verbatim: [UInt8]?

    init(_ writer: AnthropicDocumentWriter) {
        self.writer = writer
    }

    func receive(_ event: ChatEvent) {
        if case .verbatim(let body) = event { verbatim = Array(body) } else { writer.append(event) }
    }

    func body(_ completion: ChatCompletion) -> [UInt8] { verbatim ?? writer.document(completion) }

    func flush() -> EventLoopFuture<Void>? { nil }
}
