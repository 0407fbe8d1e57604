// SPDX-License-Identifier: Apache-2.0

/// A whole answer.
package struct ChatAnswer: Sendable, Equatable {
    /// The text, valid UTF-8; empty when there is none.
    package var text: ArraySlice<UInt8>
    /// The words with which the model refuses; empty when it does not.
    package var refusal: ArraySlice<UInt8>
    /// What the model thought; nil when nothing came of it, empty when it was too long to be kept.
    package var reasoning: ArraySlice<UInt8>?
    /// The tools that the model wants to be called.
    package var toolCalls: [ToolCall]
    /// How it ended.
    package var completion: ChatCompletion

    package init(
        text: ArraySlice<UInt8>,
        refusal: ArraySlice<UInt8> = [],
        reasoning: ArraySlice<UInt8>? = nil,
        toolCalls: [ToolCall] = [],
        completion: ChatCompletion
    ) {
        self.text = text
        self.refusal = refusal
        self.reasoning = reasoning
        self.toolCalls = toolCalls
        self.completion = completion
    }
}
