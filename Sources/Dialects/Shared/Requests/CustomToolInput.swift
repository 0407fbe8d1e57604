// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
package import Chat
internal import JSONCoding

/// How a tool that takes any text is offered to a model that knows functions only: as one with a single text.
package enum CustomToolInput {
    private static let member = "input"

    /// The function that stands for a tool.
    package static func function(for tool: CustomTool) -> FunctionTool {
        var description = tool.description.bytes
        if let grammar = tool.grammar {
            description += "\n\nThe input follows this grammar (\(grammar.syntax)):\n".utf8
            description += grammar.definition.bytes
        }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("type")
        writer.string("object")
        writer.key("properties")
        writer.beginObject()
        writer.key(member)
        writer.raw(#"{"type":"string"}"#.utf8)
        writer.endObject()
        writer.key("required")
        writer.array(of: [member])
        writer.endObject()
        return FunctionTool(name: tool.name, description: ByteString(description), schema: writer.take()[...])
    }

    /// The arguments of that function for a text.
    static func object(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key(member)
        writer.string(utf8: text)
        writer.endObject()
        return writer.take()[...]
    }

    /// The text in the arguments of that function; nil when there is none.
    package static func text(of arguments: ArraySlice<UInt8>) -> ByteString? {
        (try? JSONValue(parsing: arguments))?[member]?.textValue
    }
}
