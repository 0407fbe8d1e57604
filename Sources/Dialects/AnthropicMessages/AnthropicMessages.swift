// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import JSONCoding

/// Anthropic's Messages.
///
/// Source: Claude API reference, messages.
package struct AnthropicMessages: Dialect {
    package init() {}

    package var opaqueVendor: Vendor? { .anthropic }

    package var toolNames: ToolNameRule { .anthropic }

    package func passes(_ dialect: VerbatimRequest.Dialect, _ kind: VerbatimRequest.Kind) -> Bool {
        dialect == .messages && (kind == .chat || kind == .tokenCount)
    }

    package func decoder(passing verbatim: VerbatimRequest, limit: Int) -> any StreamDecoder {
        EventStreamDecoder(AnthropicPassage(), maximumEventSize: limit)
    }

    package func completion(
        ofPassed document: ArraySlice<UInt8>,
        to verbatim: VerbatimRequest
    ) throws(ProviderFault) -> ChatCompletion {
        verbatim.kind == .tokenCount ? try TokenCount.completion(document) : try completion(of: document)
    }

    package func decoder(limit: Int) -> any StreamDecoder {
        EventStreamDecoder(AnthropicStream(), maximumEventSize: limit)
    }

    package func decode(
        document body: ArraySlice<UInt8>,
        emit: (ChatEvent) throws(ProviderFault) -> Void
    ) throws(ProviderFault) {
        let message: AnthropicMessage
        do {
            message = try AnthropicMessage(body)
        } catch {
            throw ProviderFault(notAnAnswer: body, error)
        }
        if let error = message.error { throw .reported(ProviderReport(error: error)) }
        guard message.hasContent else { throw ProviderFault(unrelated: body) }
        var ending = AnswerEnding()
        message.stop.note(in: &ending)
        ending.add(message.counts.tokens)
        let completion = try ending.completionOfDocument()
        try emit(.start(AnswerStart(id: message.id, model: message.model, promptTokens: message.counts.tokens.prompt)))
        var parts = AnthropicParts()
        for block in message.blocks { try parts.begin(block, emit) }
        try parts.close(emit)
        try emit(.completed(completion))
    }
}
