// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A part of an answer, of which the pieces follow.
package enum ChatPart: Sendable, Equatable {
    /// Text for the reader.
    case text
    /// The words with which the model refuses.
    case refusal
    /// What the model thinks.
    case reasoning
    /// What the model thinks, held back by its provider: an opaque value is all that follows.
    case redactedReasoning
    /// A tool that the model wants to be called: the id that its result is to bear, empty where the provider gives none,
    /// and the tool's name.
    indirect case toolCall(id: ByteString, name: ByteString, kind: ToolCall.Kind = .function)
}
