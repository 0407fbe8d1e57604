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
    ) -> WireRequest {
        WireRequest(
            path: "/chat/completions",
            body: body(of: chat, traits, streaming: streaming, adaptation),
            isStreaming: streaming
        )
    }

    private func body(
        of chat: ChatRequest,
        _ traits: ModelTraits,
        streaming: Bool,
        _ adaptation: RequestAdaptation
    ) -> [UInt8] {
        var writer = chat.bodyWriter()
        writer.beginObject()
        writer.key("model")
        writer.string(utf8: chat.model.bytes)
        writer.key("messages")
        writer.messages(adaptation.contains(.mergesSystemText) ? chat.mergingSystemText : chat.messages)
        if chat.sendsTemperature(traits), let temperature = adaptation.temperature(for: chat.temperature) {
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
        // Some servers stream unless they are told not to.
        writer.key("stream")
        writer.bool(streaming)
        if streaming, !adaptation.contains(.omitsStreamOptions) { Self.writeStreamOptions(to: &writer) }
        writer.endObject()
        return writer.take()
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
