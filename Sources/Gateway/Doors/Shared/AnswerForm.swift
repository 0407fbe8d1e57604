// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat

/// The form in which a caller wants an answer, in the words of one door.
protocol AnswerForm: SendableMetatype {
    /// Writes it as a stream.
    associatedtype Encoder: StreamEncoder
    /// Collects it in one piece.
    associatedtype Document: AnswerDocument

    /// Whether it is to come as a stream.
    var isStreaming: Bool { get }

    func makeEncoder() -> Encoder

    func makeDocument() -> Document
}

/// Collects an answer for a caller who wants it in one piece.
protocol AnswerDocument: ChatEventSink {
    /// The answer, once it has ended.
    func body(_ completion: ChatCompletion) -> [UInt8]
}
