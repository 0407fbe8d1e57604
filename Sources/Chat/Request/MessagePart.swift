// SPDX-License-Identifier: Apache-2.0

/// A part of a message.
package enum MessagePart: Sendable, Equatable {
    /// A text.
    case text(TextPart)
    /// The words with which the model has refused, valid UTF-8.
    case refusal(ArraySlice<UInt8>)
    /// A picture, a document, a sound or a film.
    indirect case media(Media)
    /// A tool that the model has called.
    indirect case toolCall(ToolCall)
    /// What came of such a call.
    indirect case toolResult(ToolResult)
    /// What the model has thought.
    indirect case reasoning(ReasoningPart)
    /// Something that one provider alone knows.
    indirect case vendor(VendorValue)
}
