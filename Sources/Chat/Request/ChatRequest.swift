// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// What is asked of a model, in no provider's words.
///
/// What is absent is left to the provider. Each dialect carries over what it has words for, says which parameters it has left
/// out although they mean nothing to the answer, and refuses everything else.
package struct ChatRequest: Sendable, Equatable {
    /// The name under which the provider knows the model.
    package var model: ByteString
    /// The conversation; at least one message, and none of them empty.
    package var messages: [ChatMessage]
    /// The tools that the model may call.
    package var tools: [Tool]
    /// Which of the tools it may or must call.
    package var toolChoice: ToolChoice?
    /// Whether it may call several tools at once.
    package var allowsParallelToolCalls: Bool?
    /// The sampling temperature, from 0.0; providers end at 1.0 or 2.0.
    package var temperature: Double?
    /// The most tokens that the answer may take, from 1.
    package var maxTokens: Int?
    /// How the next token is chosen, beyond the temperature.
    package var sampling: Sampling
    /// The form that the answer is to have.
    package var responseFormat: ResponseFormat
    /// How much the model is to reason; nil where that is left to it.
    package var reasoning: Reasoning?
    /// What concerns the service and not the answer.
    package var service: ServiceOptions
    /// The parameters that go as they are: those that the caller has named, at a door where no such is left out or changed.
    ///
    /// A provider that rejects one of them has the last word; all others may be said otherwise.
    package var fixedParameters: ChatParameters
    /// The same in the caller's own words, which go on as they are to a provider of that dialect; nil where there are none.
    package var verbatim: VerbatimRequest?

    package init(
        model: ByteString,
        messages: [ChatMessage],
        tools: [Tool] = [],
        toolChoice: ToolChoice? = nil,
        allowsParallelToolCalls: Bool? = nil,
        temperature: Double? = nil,
        maxTokens: Int? = nil,
        sampling: Sampling = Sampling(),
        responseFormat: ResponseFormat = .text,
        reasoning: Reasoning? = nil,
        service: ServiceOptions = ServiceOptions(),
        fixedParameters: ChatParameters = [],
        verbatim: VerbatimRequest? = nil
    ) {
        self.model = model
        self.messages = messages
        self.tools = tools
        self.toolChoice = toolChoice
        self.allowsParallelToolCalls = allowsParallelToolCalls
        self.temperature = temperature
        self.maxTokens = maxTokens
        self.sampling = sampling
        self.responseFormat = responseFormat
        self.reasoning = reasoning
        self.service = service
        self.fixedParameters = fixedParameters
        self.verbatim = verbatim
    }
}
