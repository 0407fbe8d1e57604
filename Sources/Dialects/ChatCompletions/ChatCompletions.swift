// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat
internal import JSONCoding

/// OpenAI's chat completions, which many other servers speak too.
///
/// Source: OpenAI API reference, chat completions.
package struct ChatCompletions: Dialect {
    /// The name of the limit of tokens.
    let tokenLimit: TokenLimitField
    /// Whether the server loads models when they are asked for, and turns requests away until then.
    let loadsModels: Bool

    package init(tokenLimit: TokenLimitField, loadsModels: Bool = false) {
        self.tokenLimit = tokenLimit
        self.loadsModels = loadsModels
    }

    package func passes(_ dialect: VerbatimRequest.Dialect, _ kind: VerbatimRequest.Kind) -> Bool {
        dialect == .chatCompletions && kind != .tokenCount
    }

    package func decoder(limit: Int) -> any StreamDecoder {
        EventStreamDecoder(ChatCompletionsStream(), maximumEventSize: limit)
    }

    package func decoder(passing verbatim: VerbatimRequest, limit: Int) -> any StreamDecoder {
        EventStreamDecoder(
            ChatCompletionsPassage(hidesUsage: !verbatim.includesUsage),
            maximumEventSize: limit
        )
    }

    package func decode(
        document body: ArraySlice<UInt8>,
        emit: (ChatEvent) throws(ProviderFault) -> Void
    ) throws(ProviderFault) {
        var chunk = ChatCompletionsChunk()
        do {
            try chunk.read(body, content: .message, readsStart: true)
        } catch {
            throw ProviderFault(notAnAnswer: body, error)
        }
        var answer = ChatCompletionsStream()
        _ = try answer.note(chunk, from: body)
        guard chunk.hasChoices else { throw ProviderFault(unrelated: body) }
        try answer.emit(document: chunk, emit)
    }

    package func completion(
        ofPassed document: ArraySlice<UInt8>,
        to verbatim: VerbatimRequest
    ) throws(ProviderFault) -> ChatCompletion {
        verbatim.kind == .embeddings
            ? try EmbeddingsDocument.completion(document) : try completion(of: document)
    }

    package func isLoading(_ fault: ProviderFault) -> Bool {
        guard loadsModels, fault.kind == .status(503), let message = fault.report?.message.lowercased else {
            return false
        }
        // "Loading model" (llama.cpp), "Model m is currently loading" (Hugging Face), and not "failed loading model".
        return message.contains("loading") && message.contains("model") && !message.contains("fail")
    }
}
