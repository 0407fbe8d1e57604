// SPDX-License-Identifier: Apache-2.0

/// What an answer's text is made of (`text=`).
enum TextKind: String, CaseIterable {
    /// Words of a fixed list of sentences, always the same.
    case words
    /// The last user message.
    case echo
    /// A sequence number and the send time in every delta.
    case stamp
    /// Emoji, combining marks, separators, NUL, quotes and backslashes.
    case emoji
}
