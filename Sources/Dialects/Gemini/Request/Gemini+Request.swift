// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import JSONCoding

extension Gemini {
    package func encode(
        _ chat: ChatRequest,
        for traits: ModelTraits,
        streaming: Bool,
        adaptation: RequestAdaptation
    ) throws(Unsupported) -> WireRequest {
        let chat = toolNames.fitted(chat).withUniqueCallIDs
        // Without alt=sse the stream is one JSON array.
        let method = streaming ? ":streamGenerateContent?alt=sse" : ":generateContent"
        return WireRequest(
            path: Self.path(of: chat.model) + method,
            body: try body(of: chat, traits, adaptation),
            isStreaming: streaming,
            leftOut: Self.leftOut(of: chat, traits)
        )
    }

    private func body(
        of chat: ChatRequest,
        _ traits: ModelTraits,
        _ adaptation: RequestAdaptation
    ) throws(Unsupported) -> [UInt8] {
        let messages = mergesSystemText(of: chat, traits, adaptation) ? chat.mergingSystemText : chat.messages
        let turns = ChatTurns(messages, keepsInstructions: false)
        var writer = chat.bodyWriter()
        writer.beginObject()
        Self.writeSystemInstruction(turns.instructions, to: &writer)
        try GeminiTurns(of: chat, checksSignatures: traits.checksSignatures).write(turns.turns, to: &writer)
        try Self.writeTools(of: chat, to: &writer)
        writer.key("generationConfig")
        writer.beginObject()
        try Self.writeConfiguration(of: chat, traits, adaptation, to: &writer)
        writer.endObject()
        writer.endObject()
        return writer.take()
    }

    /// Whether the system's text stands in the user's first message.
    func mergesSystemText(of chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> Bool {
        adaptation.contains(.mergesSystemText) || !traits.takesSystemText
            || chat.messages.allSatisfy(\.role.isInstruction)
    }

    private static func writeSystemInstruction(_ texts: [TextPart], to writer: inout JSONWriter) {
        if texts.isEmpty { return }
        writer.key("systemInstruction")
        writer.beginObject()
        writer.key("parts")
        writer.beginArray()
        for text in texts { GeminiTurns.write(text.text, to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    /// The parameters that are not sent, and mean nothing to the answer.
    private static func leftOut(of chat: ChatRequest, _ traits: ModelTraits) -> ChatParameters {
        var leftOut = chat.cacheHints.union(chat.details)
        if chat.reasoning != nil, reasoning(for: chat, traits) == nil { leftOut.insert(.reasoning) }
        if chat.service.endUser != nil { leftOut.insert(.endUser) }
        if chat.service.cacheKey != nil { leftOut.insert(.cacheKey) }
        if chat.service.tier != nil { leftOut.insert(.serviceTier) }
        if chat.service.verbosity != nil { leftOut.insert(.verbosity) }
        if chat.allowsParallelToolCalls == true { leftOut.insert(.parallelToolCalls) }
        return leftOut
    }
}
