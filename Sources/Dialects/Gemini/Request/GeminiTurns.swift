// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Writes the contents of a request.
///
/// Source: Gemini API reference, Content and Part.
struct GeminiTurns {
    /// The names of the tools that were called, by the ids of the calls: a result has to bear its tool's.
    private var names: [ByteString: ByteString] = [:]
    /// Whether the model takes no call of the current turn without a signature.
    private let checksSignatures: Bool

    init(of chat: ChatRequest, checksSignatures: Bool) {
        self.checksSignatures = checksSignatures
        for message in chat.messages where message.role == .assistant {
            for case .toolCall(let call) in message.parts { names[call.id] = call.name }
        }
    }

    func write(_ turns: [ChatTurn], to writer: inout JSONWriter) throws(Unsupported) {
        writer.key("contents")
        writer.beginArray()
        // Earlier turns are not checked.
        let current = checksSignatures ? turns.lastIndex(where: \.isOfUsersOwn) ?? 0 : turns.endIndex
        for (index, turn) in turns.enumerated() {
            let turn = index >= current && turn.role == .assistant ? GeminiSignature.signed(turn) : turn
            let role = turn.role == .assistant ? "model" : "user"
            // A turn with a text beside the results is not taken for the answer to the calls.
            try write(turn.parts.filter(\.isResult), from: role, to: &writer)
            try write(turn.parts.filter { !$0.isResult && Self.isSent($0.part) }, from: role, to: &writer)
        }
        writer.endArray()
    }

    /// Whether a part is sent: reasoning need not come back, and an empty text is rejected.
    static func isSent(_ part: MessagePart) -> Bool {
        switch part {
        case .text(let text): !text.text.isEmpty
        case .reasoning: false
        case .refusal, .media, .toolCall, .toolResult, .vendor: true
        }
    }

    private func write(
        _ parts: [ChatTurn.Part],
        from role: String,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        if parts.isEmpty { return }
        writer.beginObject()
        writer.key("role")
        writer.string(role)
        writer.key("parts")
        writer.beginArray()
        for part in parts { try write(part.part, at: part.place, to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    private func write(
        _ part: MessagePart,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        switch part {
        case .text(let text): Self.write(text.text, to: &writer)
        case .refusal(let text): Self.write(text, to: &writer)
        case .media(let media): try Self.write(media, at: place, to: &writer)
        case .toolCall(let call): try Self.write(call, at: place, to: &writer)
        case .toolResult(let result): try write(result, at: place, to: &writer)
        case .reasoning: break
        case .vendor(let value) where value.vendor == .google: writer.raw(value.json)
        case .vendor: throw Unsupported(place, "is something that only another provider knows")
        }
    }

    /// Writes a part of text.
    static func write(_ text: ArraySlice<UInt8>, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("text")
        writer.string(utf8: text)
        writer.endObject()
    }

    private static func write(
        _ media: Media,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        switch media.source {
        case .text(let text): write(text, to: &writer)
        case .base64(let data):
            writer.beginObject()
            writer.key("inlineData")
            writer.beginObject()
            writer.member("mimeType", media.mediaType)
            writer.key("data")
            writer.string(utf8: data)
            writer.endObject()
            writer.endObject()
        case .file(let id, .google):
            writer.beginObject()
            writer.key("fileData")
            writer.beginObject()
            if !media.mediaType.isEmpty { writer.member("mimeType", media.mediaType) }
            writer.member("fileUri", id)
            writer.endObject()
            writer.endObject()
        case .file: throw Unsupported(place, "is a file that is with another provider")
        case .url: throw Unsupported(place, "is at a URL, which Gemini does not fetch: it takes base64")
        }
    }

    private static func write(
        _ call: ToolCall,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        let arguments = try call.object(at: place)
        writer.beginObject()
        writer.key("functionCall")
        writer.beginObject()
        if !call.id.isEmpty { writer.member("id", call.id) }
        writer.member("name", call.name)
        writer.member("args", json: arguments)
        writer.endObject()
        if let opaque = call.opaque, opaque.vendor == .google { writer.member("thoughtSignature", opaque.value) }
        writer.endObject()
    }

    private func write(
        _ result: ToolResult,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        guard let name = names[result.callID] else {
            throw Unsupported(place, "is the result of a call that is not in the conversation")
        }
        writer.beginObject()
        writer.key("functionResponse")
        writer.beginObject()
        if !result.callID.isEmpty { writer.member("id", result.callID) }
        writer.member("name", name)
        writer.key("response")
        Self.writeResponse(result, to: &writer)
        writer.endObject()
        writer.endObject()
        for part in result.parts {
            if case .media(let media) = part { try Self.write(media, at: place, to: &writer) }
        }
    }

    /// Writes what a tool has said: the object that it is, or an object around it.
    private static func writeResponse(_ result: ToolResult, to writer: inout JSONWriter) {
        let text = result.parts.texts.joinedByBlankLines
        if !result.isError, text.isJSONObject { return writer.raw(text) }
        writer.beginObject()
        writer.key(result.isError ? "error" : "output")
        writer.string(utf8: text)
        writer.endObject()
    }
}
