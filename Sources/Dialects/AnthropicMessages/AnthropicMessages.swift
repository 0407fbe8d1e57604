// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import JSONCoding

/// Anthropic's Messages.
///
/// Source: Claude API reference, messages.
package struct AnthropicMessages: Dialect {
    package init() {}

    package func streamDecoder(maximumEventSize: Int, keepsReasoning: Bool) -> any StreamDecoder {
        EventStreamDecoder(AnthropicStream(keepsReasoning: keepsReasoning), maximumEventSize: maximumEventSize)
    }

    package func answer(from body: ArraySlice<UInt8>) throws(ProviderFault) -> ChatAnswer {
        let message: AnthropicMessage
        do {
            message = try AnthropicMessage(body)
        } catch {
            throw ProviderFault(notAnAnswer: body, error)
        }
        if let error = message.error { throw .reported(ProviderReport(error: error)) }
        guard message.hasContent else { throw ProviderFault(unrelated: body) }
        var tally = AnswerTally(keepsReasoning: true)
        tally.add(text: message.text)
        tally.hasToolCalls = message.hasToolCalls
        tally.take(message.stop)
        tally.take(message.counts.tokens)
        if let reasoning = message.reasoning { tally.add(reasoning: reasoning) }
        return ChatAnswer(text: message.text, completion: try tally.completionOfDocument())
    }
}
