// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import JSONCoding

/// OpenAI's chat completions, which many other servers speak too.
///
/// Source: OpenAI API reference, chat completions.
package struct ChatCompletions: WireFormat {
    /// The name of the limit of tokens.
    let tokenLimit: TokenLimitField
    /// What a model takes, by its name.
    let parameters: @Sendable (_ model: String) -> ModelParameters

    init(tokenLimit: TokenLimitField, parameters: @escaping @Sendable (_ model: String) -> ModelParameters) {
        self.tokenLimit = tokenLimit
        self.parameters = parameters
    }

    package func streamDecoder(maximumEventSize: Int) -> any StreamDecoder {
        EventStreamDecoder(ChatCompletionsStream(), maximumEventSize: maximumEventSize)
    }

    package func answer(from body: [UInt8]) throws(ProviderFault) -> ChatAnswer {
        let chunk: ChatCompletionsChunk
        do {
            chunk = try ChatCompletionsChunk(body[...], content: .message)
        } catch {
            throw ProviderFault(notAnAnswer: body, error)
        }
        var tally = AnswerTally()
        try tally.add(chunk)
        guard chunk.hasChoices else { throw ProviderFault(unrelated: body) }
        return ChatAnswer(text: chunk.text, completion: try tally.completionOfDocument())
    }
}
