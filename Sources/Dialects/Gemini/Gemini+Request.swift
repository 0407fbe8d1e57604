// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import JSONCoding

extension Gemini {
    package func encode(
        _ chat: ChatRequest,
        for traits: ModelTraits,
        streaming: Bool,
        adaptation: RequestAdaptation
    ) -> WireRequest {
        // Without alt=sse the stream is one JSON array.
        let method = streaming ? ":streamGenerateContent?alt=sse" : ":generateContent"
        return WireRequest(
            path: Self.path(of: chat.model) + method,
            body: body(of: chat, traits, adaptation),
            isStreaming: streaming
        )
    }

    private func body(of chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> [UInt8] {
        let messages = mergesSystemText(of: chat, traits, adaptation) ? chat.mergingSystemText : chat.messages
        var writer = chat.bodyWriter()
        writer.beginObject()
        Self.writeSystemInstruction(messages.filter { $0.role == .system }, to: &writer)
        Self.writeContents(messages.filter { $0.role != .system }, to: &writer)
        writer.key("generationConfig")
        writer.beginObject()
        Self.writeConfiguration(of: chat, traits, adaptation, to: &writer)
        writer.endObject()
        writer.endObject()
        return writer.take()
    }

    /// Whether the system's text stands in the user's first message.
    func mergesSystemText(of chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> Bool {
        adaptation.contains(.mergesSystemText) || !traits.takesSystemText
            || chat.messages.allSatisfy { $0.role == .system }
    }

    private static func writeSystemInstruction(_ messages: [ChatMessage], to writer: inout JSONWriter) {
        if messages.isEmpty { return }
        writer.key("systemInstruction")
        writer.beginObject()
        writer.key("parts")
        writer.beginArray()
        for message in messages { writePart(message, to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    /// Writes the turns of the user and the model; neighbouring messages of one of them are parts of one turn.
    private static func writeContents(_ messages: [ChatMessage], to writer: inout JSONWriter) {
        writer.key("contents")
        writer.beginArray()
        for turn in turns(of: messages) {
            writer.beginObject()
            writer.key("role")
            writer.string(turn.first?.role == .assistant ? "model" : "user")
            writer.key("parts")
            writer.beginArray()
            for message in turn { writePart(message, to: &writer) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
    }

    private static func turns(of messages: [ChatMessage]) -> [ArraySlice<ChatMessage>] {
        var turns: [ArraySlice<ChatMessage>] = []
        var rest = messages[...]
        while let role = rest.first?.role {
            turns.append(rest.prefix { $0.role == role })
            rest = rest.drop { $0.role == role }
        }
        return turns
    }

    private static func writePart(_ message: ChatMessage, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("text")
        writer.string(utf8: message.content)
        writer.endObject()
    }
}
