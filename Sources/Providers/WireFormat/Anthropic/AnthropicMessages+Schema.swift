// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

extension AnthropicMessages {
    /// The most values of an enum that are sent; the schema of a longer one takes any string.
    ///
    /// Anthropic compiles a schema into a grammar and rejects one that is too large, without saying where that begins.
    private static let valuesLimit = 250

    /// Writes the wish for an answer of a form.
    ///
    /// Source: Claude docs, structured outputs.
    static func writeOutputConfig(_ format: ResponseFormat, to writer: inout JSONWriter) {
        guard case .choice(let member, let values) = format else { return }
        writer.key("output_config")
        writer.beginObject()
        writer.key("format")
        writer.beginObject()
        writer.key("type")
        writer.string("json_schema")
        writer.key("schema")
        writeSchema(of: member, values, to: &writer)
        writer.endObject()
        writer.endObject()
    }

    private static func writeSchema(of member: String, _ values: [String], to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string("object")
        writer.key("properties")
        writer.beginObject()
        writer.key(member)
        writer.beginObject()
        writer.key("type")
        writer.string("string")
        if values.count <= valuesLimit {
            writer.key("enum")
            write(values, to: &writer)
        }
        writer.endObject()
        writer.endObject()
        writer.key("required")
        write([member], to: &writer)
        writer.key("additionalProperties")
        writer.bool(false)
        writer.endObject()
    }

    private static func write(_ strings: [String], to writer: inout JSONWriter) {
        writer.beginArray()
        for string in strings { writer.string(string) }
        writer.endArray()
    }
}
