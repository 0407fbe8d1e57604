// SPDX-License-Identifier: Apache-2.0

/// One event of an answer: its start, its parts one after the other, and at the end exactly one completion (or a thrown error).
///
/// At most one part is open at a time, and a piece belongs to the one that is. A slice may share the memory of the
/// decoder's buffer: use it, or copy it, before the decoder goes on. What comes once is indirect, so that a piece is no larger
/// than its slice.
package enum ChatEvent: Sendable, Equatable {
    /// The answer begins, as far as its provider has a word for that: it may end in an error all the same.
    indirect case start(AnswerStart)
    /// A part of the answer begins.
    case partOpen(ChatPart)
    /// The next piece of the text, valid UTF-8, never empty.
    case text(ArraySlice<UInt8>)
    /// The next piece of the words with which the model refuses, valid UTF-8, never empty.
    case refusal(ArraySlice<UInt8>)
    /// The next piece of what the model thinks, valid UTF-8, never empty.
    case reasoning(ArraySlice<UInt8>)
    /// The next piece of a tool call's arguments, a JSON text, never empty.
    case arguments(ArraySlice<UInt8>)
    /// What the provider wants to have back with the part that is open; once a part.
    indirect case opaque(OpaqueValue)
    /// How probable the text of the part that is open was, in the words of OpenAI's `logprobs`.
    case logprobs(ArraySlice<UInt8>)
    /// The next piece of an answer to a ``VerbatimRequest``, as the provider has written it: the data of an event, or a whole
    /// document. It takes the place of the start and the parts.
    case verbatim(ArraySlice<UInt8>)
    /// The part that is open ends.
    case partClose
    /// The end of the answer.
    indirect case completed(ChatCompletion)
    /// An event of another choice than the first, where several were asked for: its number, from 1, and the event. The
    /// completion of one holds no tokens, which are counted for all choices together.
    indirect case choice(Int, ChatEvent)
}
