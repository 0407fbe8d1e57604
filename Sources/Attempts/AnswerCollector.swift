// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import NIOCore

/// Puts a streamed answer together for a caller who wants it in one piece.
final class AnswerCollector: ChatEventSink {
    /// The most of a reasoning that is kept, in bytes: it is read only in the place of a short answer.
    private static let reasoningLimit = 1 << 20

    private var text: ArraySlice<UInt8> = []
    private var refusal: ArraySlice<UInt8> = []
    private var reasoning: ArraySlice<UInt8>?
    private var isReasoningTooLong = false
    private var toolCalls: [ToolCall] = []

    func receive(_ event: ChatEvent) {
        switch event {
        case .text(let piece): Self.append(piece, to: &text)
        case .refusal(let piece): Self.append(piece, to: &refusal)
        case .reasoning(let piece): append(reasoning: piece)
        case .partOpen(.toolCall(let id, let name, let kind)):
            toolCalls.append(ToolCall(id: id, name: name, kind: kind))
        case .arguments(let piece):
            // Nothing that a provider sends may end the process, whatever the decoder promises.
            guard let last = toolCalls.indices.last else { break }
            toolCalls[last].arguments.append(contentsOf: piece)
        case .start, .partOpen, .opaque, .logprobs, .verbatim, .partClose, .completed, .choice: break
        }
    }

    func flush() -> EventLoopFuture<Void>? { nil }

    /// The answer that ended so.
    func answer(_ completion: ChatCompletion) -> ChatAnswer {
        ChatAnswer(
            text: text,
            refusal: refusal,
            reasoning: reasoning,
            toolCalls: toolCalls,
            completion: completion
        )
    }

    private func append(reasoning piece: ArraySlice<UInt8>) {
        if isReasoningTooLong { return }
        var kept = reasoning ?? []
        reasoning = nil
        Self.append(piece, to: &kept)
        isReasoningTooLong = kept.count > Self.reasoningLimit
        reasoning = isReasoningTooLong ? [] : kept
    }

    /// Appends a piece; the one piece of a document is not copied.
    private static func append(_ piece: ArraySlice<UInt8>, to whole: inout ArraySlice<UInt8>) {
        if whole.isEmpty { whole = piece } else { whole.append(contentsOf: piece) }
    }
}
