// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

extension AnthropicWords {
    /// Writes the members that say which message it is.
    static func writeIdentity(_ id: ByteString, _ model: ByteString, to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.key("type")
        writer.string("message")
        writer.key("role")
        writer.string("assistant")
        writer.member("model", model)
    }

    static func writeText(_ text: ArraySlice<UInt8>, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string("text")
        writer.key("text")
        writer.string(utf8: text)
        writer.endObject()
    }

    /// Writes thoughts; the signature is there even where there is none.
    static func writeThinking(_ text: ArraySlice<UInt8>, signature: ByteString, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string("thinking")
        writer.key("thinking")
        writer.string(utf8: text)
        writer.member("signature", signature)
        writer.endObject()
    }

    static func writeRedacted(_ value: OpaqueValue, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string("redacted_thinking")
        writer.member("data", value.value)
        writer.endObject()
    }

    static func writeCall(
        _ id: ByteString,
        _ name: ByteString,
        input: ArraySlice<UInt8>,
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.key("type")
        writer.string("tool_use")
        writer.member("id", id)
        writer.member("name", name)
        writer.member("input", json: input)
        writer.endObject()
    }
}
