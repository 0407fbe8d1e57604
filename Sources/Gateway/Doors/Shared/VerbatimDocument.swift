// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import NIOCore

/// Takes a document that is passed on as it is.
final class VerbatimDocument: ChatEventSink {
    private(set) var body: [UInt8] = []

    func receive(_ event: ChatEvent) {
        if case .verbatim(let document) = event { body = Array(document) }
    }

    func flush() -> EventLoopFuture<Void>? { nil }
}
