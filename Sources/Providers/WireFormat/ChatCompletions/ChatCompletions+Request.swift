// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import HTTPTypes
internal import JSONCoding
package import Upstream

extension ChatCompletions {
    package func request(
        for chat: ChatRequest,
        to provider: Provider,
        streaming: Bool,
        adaptation: RequestAdaptation
    ) -> UpstreamRequest {
        var fields: HTTPFields = [
            .contentType: "application/json",
            .accept: streaming ? "text/event-stream" : "application/json",
            // Nothing here decompresses, and a compressing proxy would hold a stream's events back.
            .acceptEncoding: "identity",
        ]
        if let key = provider.key { fields.append(provider.keyHeader.field(for: key)) }
        return UpstreamRequest(
            method: .post,
            url: provider.baseURL.appending("/chat/completions"),
            headerFields: fields,
            body: body(of: chat, streaming: streaming, adaptation: adaptation)
        )
    }

    private func body(of chat: ChatRequest, streaming: Bool, adaptation: RequestAdaptation) -> [UInt8] {
        let parameters = parameters(chat.model)
        var buffer: [UInt8] = []
        // The messages are most of it, and a sixteenth is room enough for the escapes of usual text.
        let contents = chat.messages.reduce(0) { $0 + $1.content.count }
        buffer.reserveCapacity(contents + contents / 16 + 512)
        var writer = JSONWriter(reusing: buffer)
        writer.beginObject()
        writer.key("model")
        writer.string(chat.model)
        writer.key("messages")
        Self.write(adaptation.contains(.mergesSystemText) ? chat.mergingSystemText : chat.messages, to: &writer)
        if parameters.takesTemperature, !adaptation.contains(.omitsTemperature) {
            writer.key("temperature")
            writer.number(chat.temperature)
        }
        if !adaptation.contains(.omitsTokenLimit) {
            writer.key(limitField(adaptation).rawValue)
            writer.number(chat.maxTokens)
        }
        if let format = parameters.reasoningFormat, !adaptation.contains(.omitsReasoningFormat) {
            writer.key("reasoning_format")
            writer.string(format)
        }
        if streaming { Self.writeStreaming(asksForUsage: !adaptation.contains(.omitsStreamOptions), to: &writer) }
        writer.endObject()
        return writer.take()
    }

    /// The name under which the limit of tokens is sent.
    func limitField(_ adaptation: RequestAdaptation) -> TokenLimitField {
        adaptation.contains(.renamesTokenLimit) ? tokenLimit.other : tokenLimit
    }

    private static func write(_ messages: [ChatMessage], to writer: inout JSONWriter) {
        writer.beginArray()
        for message in messages {
            writer.beginObject()
            writer.key("role")
            writer.string(message.role.rawValue)
            writer.key("content")
            writer.string(utf8: message.content)
            writer.endObject()
        }
        writer.endArray()
    }

    /// Writes `stream`, and the wish for a usage, which is an error without it.
    private static func writeStreaming(asksForUsage: Bool, to writer: inout JSONWriter) {
        writer.key("stream")
        writer.bool(true)
        guard asksForUsage else { return }
        writer.key("stream_options")
        writer.beginObject()
        writer.key("include_usage")
        writer.bool(true)
        writer.endObject()
    }
}
