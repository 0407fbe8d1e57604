// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat
internal import HTTPTypes
internal import JSONCoding

extension AnthropicMessages {
    package func encode(
        _ chat: ChatRequest,
        for traits: ModelTraits,
        streaming: Bool,
        adaptation: RequestAdaptation
    ) -> WireRequest {
        WireRequest(
            path: "/v1/messages",
            headerFields: Self.version,
            body: body(of: chat, traits, streaming: streaming, adaptation),
            isStreaming: streaming
        )
    }

    package var modelsRequest: WireRequest {
        WireRequest(method: .get, path: "/v1/models", headerFields: Self.version)
    }

    private static let version: HTTPFields =
        HTTPField.Name("anthropic-version").map { [$0: "2023-06-01"] } ?? [:]

    private func body(
        of chat: ChatRequest,
        _ traits: ModelTraits,
        streaming: Bool,
        _ adaptation: RequestAdaptation
    ) -> [UInt8] {
        let chatMessages = adaptation.contains(.mergesSystemText) ? chat.mergingSystemText : chat.messages
        var messages = chatMessages.filter { $0.role != .system }
        var systemText = Self.systemText(of: chatMessages)
        // The first message must be a user's. Where it is not, the system's text is the nearest to one.
        if let text = systemText, messages.first?.role != .user {
            messages.insert(ChatMessage(role: .user, content: text), at: 0)
            systemText = nil
        }
        var writer = chat.bodyWriter()
        writer.beginObject()
        writer.key("model")
        writer.string(utf8: chat.model.bytes)
        // The only dialect in which the limit must be there, and may not be beyond the model's own.
        writer.key("max_tokens")
        writer.number(tokenLimit(of: chat, traits, adaptation))
        if let systemText {
            writer.key("system")
            writer.string(utf8: systemText)
        }
        writer.key("messages")
        writer.messages(messages)
        if let temperature = temperature(of: chat, traits, adaptation) {
            writer.key("temperature")
            writer.number(temperature)
        }
        writeOutputConfig(of: chat, traits, adaptation, to: &writer)
        // Some relays stream unless they are told not to.
        writer.key("stream")
        writer.bool(streaming)
        writer.endObject()
        return writer.take()
    }

    /// The limit of tokens that is sent: it must be there.
    func tokenLimit(of chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> Int {
        let isFixed = chat.fixedParameters.contains(.maxTokens)
        let wanted = isFixed ? chat.maxTokens : min(chat.maxTokens, traits.outputLimit ?? .max)
        return adaptation.tokenLimit(for: wanted) ?? wanted
    }

    /// The temperature that is sent; nil when none is.
    func temperature(of chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> Double? {
        chat.sendsTemperature(traits) ? adaptation.temperature(for: chat.temperature) : nil
    }

    /// The texts of the system, one below the other; nil when they say nothing: a blank one is rejected as an empty one
    /// is.
    private static func systemText(of messages: [ChatMessage]) -> ArraySlice<UInt8>? {
        let texts = messages.filter { $0.role == .system }.map(\.content)
        guard texts.contains(where: { $0.contains { !$0.isJSONBlank } }) else { return nil }
        return texts.count == 1 ? texts[0] : Array(texts.joined(separator: "\n\n".utf8))[...]
    }
}
