// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// What is asked of a model, in no provider's words.
package struct ChatRequest: Sendable, Equatable {
    /// The name under which the provider knows the model.
    package var model: ByteString
    /// The conversation; at least one message, and none of them empty.
    package var messages: [ChatMessage]
    /// The sampling temperature, 0.0 to 1.0.
    package var temperature: Double
    /// The most tokens that the answer may take, from 1.
    package var maxTokens: Int
    /// The form that the answer is to have.
    package var responseFormat: ResponseFormat
    /// How much the model is to reason; nil where that is left to it.
    package var reasoning: Reasoning?
    /// The parameters that go as they are: those that the caller has named, at a door where no such is left out or changed.
    ///
    /// A provider that rejects one of them has the last word; all others may be said otherwise.
    package var fixedParameters: ChatParameters

    package init(
        model: ByteString,
        messages: [ChatMessage],
        temperature: Double,
        maxTokens: Int,
        responseFormat: ResponseFormat = .text,
        reasoning: Reasoning? = nil,
        fixedParameters: ChatParameters = []
    ) {
        self.model = model
        self.messages = messages
        self.temperature = temperature
        self.maxTokens = maxTokens
        self.responseFormat = responseFormat
        self.reasoning = reasoning
        self.fixedParameters = fixedParameters
    }
}
