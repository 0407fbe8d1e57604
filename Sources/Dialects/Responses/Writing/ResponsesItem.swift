// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// One item of a response's output, as far as it has come.
struct ResponsesItem: Sendable {
    enum Kind: Sendable { case text, refusal, reasoning, function, custom }

    let kind: Kind
    let id: ByteString
    private let callID: ByteString
    let name: ByteString
    /// The text, the refusal, the summary, the arguments or the input.
    var content: [UInt8] = []
    var opaque: OpaqueValue?
    /// Whether the content was begun, which one that is redacted is not.
    var hasPart = true
    /// The probabilities of a text's tokens.
    var logprobs: [JSONValue] = []

    init(_ part: ChatPart) {
        var callID: ByteString = ""
        var name: ByteString = ""
        let prefix: String
        switch part {
        case .text: (kind, prefix) = (.text, "msg_")
        case .refusal: (kind, prefix) = (.refusal, "msg_")
        case .reasoning, .redactedReasoning: (kind, prefix) = (.reasoning, "rs_")
        case .toolCall(let given, let tool, let toolKind):
            (kind, prefix) = toolKind == .custom ? (.custom, "ctc_") : (.function, "fc_")
            callID = given.isEmpty ? ByteString(RandomID.make("call_")) : given.copied
            name = tool.copied
        }
        id = ByteString(RandomID.make(prefix))
        self.callID = callID
        self.name = name
    }

    /// Writes the item with all that has come.
    ///
    /// - Parameters:
    ///   - status: `in_progress` leaves the content out, as an item begins without it.
    ///   - includesOpaque: Whether what a provider wants to have back is told.
    ///   - writer: Where it is written.
    func write(_ status: String, includesOpaque: Bool, to writer: inout JSONWriter) {
        let isWhole = status != "in_progress"
        writer.beginObject()
        writer.member("id", id)
        writer.key("type")
        switch kind {
        case .text, .refusal:
            writer.string("message")
            Self.write(status, to: &writer)
            writer.key("role")
            writer.string("assistant")
            writer.key("content")
            writer.beginArray()
            if isWhole { writePart(isWhole: true, to: &writer) }
            writer.endArray()
        case .reasoning:
            writer.string("reasoning")
            writer.key("summary")
            writer.beginArray()
            if isWhole, !content.isEmpty { writePart(isWhole: true, to: &writer) }
            writer.endArray()
            if isWhole, includesOpaque, let opaque {
                writer.member("encrypted_content", opaque.wrapped(for: .openAI))
            }
        case .function, .custom:
            writer.string(kind == .custom ? "custom_tool_call" : "function_call")
            Self.write(status, to: &writer)
            writer.member("call_id", callID)
            writer.member("name", name)
            writer.key(kind == .custom ? "input" : "arguments")
            writer.string(utf8: isWhole ? content[...] : [])
        }
        writer.endObject()
    }

    /// Writes the one part of a message or a summary.
    func writePart(isWhole: Bool, to writer: inout JSONWriter) {
        let text = isWhole ? content[...] : []
        writer.beginObject()
        writer.key("type")
        switch kind {
        case .refusal:
            writer.string("refusal")
            writer.key("refusal")
            writer.string(utf8: text)
        case .reasoning:
            writer.string("summary_text")
            writer.key("text")
            writer.string(utf8: text)
        case .text, .function, .custom:
            writer.string("output_text")
            writer.key("text")
            writer.string(utf8: text)
            writer.key("annotations")
            writer.raw("[]".utf8)
            writer.key("logprobs")
            JSONValue.array(isWhole ? logprobs : []).write(to: &writer)
        }
        writer.endObject()
    }

    private static func write(_ status: String, to writer: inout JSONWriter) {
        writer.key("status")
        writer.string(status)
    }
}
