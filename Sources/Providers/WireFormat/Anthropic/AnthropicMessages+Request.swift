// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import HTTPTypes
internal import JSONCoding
package import Upstream

extension AnthropicMessages {
    package func request(
        for chat: ChatRequest,
        to provider: Provider,
        streaming: Bool,
        adaptation: RequestAdaptation
    ) -> UpstreamRequest {
        UpstreamRequest(
            posting: body(of: chat, streaming: streaming, adaptation: adaptation),
            // Anthropic's own programs want the base URL without the version, OpenAI's want it with one.
            to: provider.baseURL.text.hasSuffix("/v1") ? "/messages" : "/v1/messages",
            of: provider,
            streaming: streaming,
            headerFields: Self.version
        )
    }

    private static let version: HTTPFields =
        HTTPField.Name("anthropic-version").map { [$0: "2023-06-01"] } ?? [:]

    private func body(of chat: ChatRequest, streaming: Bool, adaptation: RequestAdaptation) -> [UInt8] {
        let parameters = parameters(chat.model)
        let conversation = chat.messages.filter { $0.role != .system }
        // The first message must be a user's. Where it is not, the system's text is the nearest to one.
        let isSystemApart = conversation.first?.role == .user
        var writer = chat.bodyWriter()
        writer.beginObject()
        writer.key("model")
        writer.string(chat.model)
        // The only dialect in which the limit must be there, and may not be beyond the model's own.
        writer.key("max_tokens")
        writer.number(min(chat.maxTokens, parameters.outputLimit ?? .max))
        if isSystemApart { Self.writeSystemText(of: chat, to: &writer) }
        writer.key("messages")
        Self.write(isSystemApart ? conversation : chat.mergingSystemText, to: &writer)
        if parameters.takesTemperature, !adaptation.contains(.omitsTemperature) {
            writer.key("temperature")
            writer.number(chat.temperature)
        }
        if asksForSchema(chat, adaptation) { Self.writeOutputConfig(chat.responseFormat, to: &writer) }
        if streaming {
            writer.key("stream")
            writer.bool(true)
        }
        writer.endObject()
        return writer.take()
    }

    /// Whether a request asks for an answer in the form of a JSON schema.
    func asksForSchema(_ chat: ChatRequest, _ adaptation: RequestAdaptation) -> Bool {
        chat.responseFormat != .text && parameters(chat.model).takesSchema
            && !adaptation.contains(.omitsResponseFormat)
    }

    private static func writeSystemText(of chat: ChatRequest, to writer: inout JSONWriter) {
        let texts = chat.messages.filter { $0.role == .system }.map(\.content)
        // A text of nothing but blanks is rejected as an empty one is.
        guard texts.contains(where: { $0.contains { !$0.isJSONBlank } }) else { return }
        writer.key("system")
        writer.string(utf8: texts.count == 1 ? texts[0] : Array(texts.joined(separator: "\n\n".utf8))[...])
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
}
