// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat
internal import JSONCoding

extension ChatCompletions {
    package func encode(
        _ chat: ChatRequest,
        for traits: ModelTraits,
        streaming: Bool,
        adaptation: RequestAdaptation
    ) throws(Unsupported) -> WireRequest {
        if let verbatim = passed(chat) {
            return try passed(verbatim, chat.model, traits, streaming: streaming)
        }
        let chat = toolNames.fitted(chat).withUniqueCallIDs
        return WireRequest(
            path: "/chat/completions",
            body: try body(of: chat, traits, streaming: streaming, adaptation),
            isStreaming: streaming,
            leftOut: Self.leftOut(of: chat, traits)
        )
    }

    /// The caller's own request, with the provider's name of the model, and the wish for a usage.
    private func passed(
        _ verbatim: VerbatimRequest,
        _ model: ByteString,
        _ traits: ModelTraits,
        streaming: Bool
    ) throws(Unsupported) -> WireRequest {
        let splice: ChatCompletionsSplice
        do {
            splice = try ChatCompletionsSplice(
                verbatim.body,
                model: model,
                asksForUsage: streaming && !verbatim.includesUsage,
                renamesDeveloper: !traits.takesDeveloperRole
            )
        } catch {
            throw Unsupported(.parameter([]), "is no JSON: \(error)")
        }
        let path =
            switch verbatim.kind {
            case .chat, .tokenCount: "/chat/completions"
            case .continuation: "/completions"
            case .embeddings: "/embeddings"
            }
        return WireRequest(
            path: path,
            headerFields: verbatim.headerFields,
            body: splice.spliced,
            isStreaming: streaming
        )
    }

    private func body(
        of chat: ChatRequest,
        _ traits: ModelTraits,
        streaming: Bool,
        _ adaptation: RequestAdaptation
    ) throws(Unsupported) -> [UInt8] {
        var writer = chat.bodyWriter()
        writer.beginObject()
        writer.key("model")
        writer.string(utf8: chat.model.bytes)
        writer.key("messages")
        try ChatCompletionsMessages(customTools: traits.takesCustomTools)
            .write(adaptation.contains(.mergesSystemText) ? chat.mergingSystemText : chat.messages, to: &writer)
        if let temperature = temperature(of: chat, traits, adaptation) {
            writer.key("temperature")
            writer.number(temperature)
        }
        if let limit = adaptation.tokenLimit(for: chat.maxTokens) {
            writer.key(limitField(adaptation).rawValue)
            writer.number(limit)
        }
        if let format = traits.reasoningFormat, !adaptation.contains(.omitsReasoningFormat) {
            writer.key("reasoning_format")
            writer.string(format)
        }
        if let effort = effort(for: chat, traits, adaptation) {
            writer.key("reasoning_effort")
            writer.string(effort)
        }
        if let output = structuredOutput(for: chat, traits, streaming: streaming, adaptation) {
            Self.write(output, of: chat.responseFormat, for: traits, to: &writer)
        }
        try Self.writeTools(of: chat, traits, to: &writer)
        try Self.write(chat.sampling, to: &writer)
        if chat.service != ServiceOptions() { Self.write(chat.service, traits, to: &writer) }
        // Some servers stream unless they are told not to.
        writer.key("stream")
        writer.bool(streaming)
        if streaming, !adaptation.contains(.omitsStreamOptions) { Self.writeStreamOptions(to: &writer) }
        writer.endObject()
        return writer.take()
    }

    /// The temperature that is sent; nil when none is.
    func temperature(of chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> Double? {
        chat.sendsTemperature(traits) ? adaptation.temperature(for: chat.temperature) : nil
    }

    /// The name under which the limit of tokens is sent.
    func limitField(_ adaptation: RequestAdaptation) -> TokenLimitField {
        adaptation.contains(.renamesTokenLimit) ? tokenLimit.other : tokenLimit
    }

    /// Writes the wish for a usage, which is an error without a stream.
    private static func writeStreamOptions(to writer: inout JSONWriter) {
        writer.key("stream_options")
        writer.beginObject()
        writer.key("include_usage")
        writer.bool(true)
        writer.endObject()
    }
}
