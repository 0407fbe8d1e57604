// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import JSONCoding
package import Upstream

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
        ChatCompletionsStreamDecoder(maximumEventSize: maximumEventSize)
    }

    package func answer(from body: [UInt8]) throws(ProviderFault) -> ChatAnswer {
        let chunk: ChatCompletionsChunk
        do {
            chunk = try ChatCompletionsChunk(body[...], content: .message)
        } catch {
            throw ProviderFault(notAnAnswer: body, error)
        }
        var tally = ChatCompletionsTally()
        try tally.add(chunk)
        guard chunk.hasChoices else {
            if let report = ProviderReport(document: body[...]) { throw .reported(report) }
            throw ProviderFault(.invalidResponse, "sent a JSON document that is no answer")
        }
        return ChatAnswer(text: chunk.text, completion: try tally.completionOfDocument())
    }

    package func fault(from head: UpstreamResponseHead, body: [UInt8]) -> ProviderFault {
        let report = ProviderReport(body: body)
        return .status(head.status, report, retryAfter: RetryAfter.seconds(in: head))
    }
}

extension ProviderFault {
    /// The fault of a body with a status of success that could not be read as a chat completion.
    fileprivate init(notAnAnswer body: [UInt8], _ error: JSONError) {
        // An array may still wrap an error object.
        if let report = ProviderReport(document: body[...]) {
            self = .reported(report)
            return
        }
        switch body.first(where: { !$0.isJSONBlank }) {
        case nil: self.init(.invalidResponse, "sent an empty body")
        case UInt8(ascii: "<"): self.init(.invalidResponse, "sent an HTML page instead of an answer")
        case UInt8(ascii: "{") where error.code == .unexpectedEnd:
            self.init(.truncated, "ended the answer before it was complete")
        default: self.init(.invalidResponse, "sent something that is not JSON instead of an answer")
        }
    }
}
