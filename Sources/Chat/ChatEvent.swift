// SPDX-License-Identifier: Apache-2.0

/// One event of a streamed answer: pieces of text, and at the end exactly one completion (or a thrown error).
package enum ChatEvent: Sendable, Equatable {
    /// The next piece of the answer's text, valid UTF-8, never empty.
    ///
    /// The slice may share the memory of the decoder's buffer: use it, or copy it, before the decoder goes on.
    case text(ArraySlice<UInt8>)
    /// The end of the answer.
    case completed(ChatCompletion)
}
