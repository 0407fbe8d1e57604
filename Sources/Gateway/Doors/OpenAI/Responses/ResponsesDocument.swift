// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import Dialects
internal import FoundationEssentials
internal import NIOCore

/// Collects a response for a caller who wants it in one piece.
final class ResponsesDocument: AnswerDocument {
    private var writer: ResponsesDocumentWriter
    private var customCalls: CustomToolCalls

    init(_ identity: ResponsesIdentity, _ customCalls: CustomToolCalls) {
        writer = ResponsesDocumentWriter(identity)
        self.customCalls = customCalls
    }

    func receive(_ event: ChatEvent) {
        customCalls.pass(event) { writer.append($0) }
    }

    /// The response, once the answer has ended.
    func body(_ completion: ChatCompletion) -> [UInt8] {
        writer.document(completion, completedAt: Int(Date().timeIntervalSince1970))
    }

    func flush() -> EventLoopFuture<Void>? { nil }
}
