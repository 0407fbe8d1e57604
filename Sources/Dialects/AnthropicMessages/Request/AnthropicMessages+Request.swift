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
    ) throws(Unsupported) -> WireRequest {
        if let verbatim = passed(chat) { return try passed(verbatim, chat.model, streaming: streaming) }
        let chat = toolNames.fitted(chat).withUniqueCallIDs
        return WireRequest(
            path: "/v1/messages",
            headerFields: Self.version,
            body: try body(of: chat, traits, streaming: streaming, adaptation),
            isStreaming: streaming,
            leftOut: leftOut(of: chat, traits, adaptation)
        )
    }

    package var modelsRequest: WireRequest {
        WireRequest(method: .get, path: "/v1/models?limit=1000", headerFields: Self.version)
    }

    static let version: HTTPFields =
        HTTPField.Name("anthropic-version").map { [$0: "2023-06-01"] } ?? [:]

    private func body(
        of chat: ChatRequest,
        _ traits: ModelTraits,
        streaming: Bool,
        _ adaptation: RequestAdaptation
    ) throws(Unsupported) -> [UInt8] {
        let messages = adaptation.contains(.mergesSystemText) ? chat.mergingSystemText : chat.messages
        var turns = ChatTurns(messages, keepsInstructions: traits.takesSystemTurns)
        // The first message must be a user's. Where it is not, the system's text is the nearest to one.
        if !turns.saysNothing { turns.beginWithUser() }
        var writer = chat.bodyWriter()
        writer.beginObject()
        writer.key("model")
        writer.string(utf8: chat.model.bytes)
        // The only dialect in which the limit must be there, and may not be beyond the model's own.
        writer.key("max_tokens")
        writer.number(tokenLimit(of: chat, traits, adaptation))
        writeSystem(turns, asksForObject: chat.responseFormat == .jsonObject, to: &writer)
        writer.key("messages")
        try AnthropicTurns.write(turns.turns, to: &writer)
        if let temperature = try temperature(of: chat, traits, adaptation) {
            writer.key("temperature")
            writer.number(temperature)
        }
        let thinking = thinking(for: chat, traits, adaptation)
        if traits.alwaysThinks, thinking == .disabled {
            throw Unsupported(.parameter(.reasoning), "cannot be none with a model that always thinks")
        }
        try writeOutputConfig(of: chat, traits, adaptation, to: &writer)
        if let thinking { write(thinking, chat.reasoning?.display, to: &writer) }
        let isThinking = traits.alwaysThinks || thinking != nil && thinking != .disabled
        try writeTools(of: chat, isThinking: isThinking, to: &writer)
        try write(chat.sampling, to: &writer)
        if let user = chat.service.endUser {
            writer.key("metadata")
            writer.beginObject()
            writer.member("user_id", user)
            writer.endObject()
        }
        // Some relays stream unless they are told not to.
        writer.key("stream")
        writer.bool(streaming)
        writer.endObject()
        return writer.take()
    }

    /// Writes the instructions: a single one as a text, several as a block each, so that what is kept of the first ones is
    /// worth something when a later one changes.
    ///
    /// Blank ones are left out, which are rejected as empty ones are.
    private func writeSystem(_ turns: ChatTurns, asksForObject: Bool, to writer: inout JSONWriter) {
        var texts = turns.instructions.filter { !$0.text.allSatisfy(\.isJSONBlank) }
        if asksForObject { texts.append(TextPart(Array(Self.objectRequest.utf8)[...])) }
        guard let first = texts.first else { return }
        writer.key("system")
        if texts.count == 1, first.cacheHint == nil {
            writer.string(utf8: first.text)
        } else {
            writer.beginArray()
            for text in texts { AnthropicTurns.write(text, to: &writer) }
            writer.endArray()
        }
    }

    /// What stands for a form that this API has no word for.
    private static let objectRequest = "Answer with one JSON object and nothing else."

    /// The limit of tokens that is sent, which must be there.
    func tokenLimit(of chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> Int {
        let isFixed = chat.fixedParameters.contains(.maxTokens)
        let most = traits.outputLimit ?? (chat.maxTokens == nil ? Self.usualLimit : .max)
        let asked = chat.maxTokens ?? most
        let wanted = isFixed ? asked : min(asked, most)
        return adaptation.tokenLimit(for: wanted) ?? wanted
    }

    /// The limit where neither the caller nor the model's traits have one.
    private static let usualLimit = 8_192
}

extension ChatTurns {
    /// Whether the instructions say nothing.
    fileprivate var saysNothing: Bool {
        !instructions.contains { !$0.text.allSatisfy(\.isJSONBlank) }
    }
}
