// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import NIOCore

/// Puts a streamed answer together for a caller who wants it in one piece.
final class AnswerCollector: ChatEventSink {
    /// The text so far.
    private(set) var text: ArraySlice<UInt8> = []

    func receive(_ event: ChatEvent) {
        guard case .text(let piece) = event else { return }
        // The one piece of a document is not copied.
        if text.isEmpty { text = piece } else { text.append(contentsOf: piece) }
    }

    func flush() -> EventLoopFuture<Void>? { nil }
}
