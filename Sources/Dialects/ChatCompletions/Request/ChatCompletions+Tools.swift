// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Source: OpenAI API reference, create a chat completion, `tools` and `tool_choice`.
extension ChatCompletions {
    /// Writes the tools and which of them may be called.
    static func writeTools(
        of chat: ChatRequest,
        _ traits: ModelTraits,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        if !chat.tools.isEmpty {
            writer.key("tools")
            writer.beginArray()
            for (index, tool) in chat.tools.enumerated() { try write(tool, at: index, traits, to: &writer) }
            writer.endArray()
        }
        if let choice = chat.toolChoice { write(choice, of: chat, traits, to: &writer) }
        writer.member("parallel_tool_calls", chat.allowsParallelToolCalls)
    }

    private static func write(
        _ tool: Tool,
        at index: Int,
        _ traits: ModelTraits,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        switch tool {
        case .function(let function): write(function, to: &writer)
        case .custom(let custom) where traits.takesCustomTools: write(custom, to: &writer)
        case .custom(let custom): write(CustomToolInput.function(for: custom), to: &writer)
        case .builtin: throw Unsupported(.tool(index), "is a tool of another provider's")
        }
    }

    private static func write(_ tool: FunctionTool, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string("function")
        writer.key("function")
        writer.beginObject()
        writer.member("name", tool.name)
        if !tool.description.isEmpty { writer.member("description", tool.description) }
        writer.member("parameters", json: tool.schema)
        writer.member("strict", tool.isStrict)
        writer.endObject()
        writer.endObject()
    }

    private static func write(_ tool: CustomTool, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string("custom")
        writer.key("custom")
        writer.beginObject()
        writer.member("name", tool.name)
        if !tool.description.isEmpty { writer.member("description", tool.description) }
        if let grammar = tool.grammar {
            writer.key("format")
            writer.beginObject()
            writer.key("type")
            writer.string("grammar")
            writer.key("grammar")
            writer.beginObject()
            writer.member("syntax", grammar.syntax)
            writer.member("definition", grammar.definition)
            writer.endObject()
            writer.endObject()
        }
        writer.endObject()
        writer.endObject()
    }

    private static func write(
        _ choice: ToolChoice,
        of chat: ChatRequest,
        _ traits: ModelTraits,
        to writer: inout JSONWriter
    ) {
        writer.key("tool_choice")
        switch choice {
        case .auto: writer.string("auto")
        case .none: writer.string("none")
        case .required: writer.string("required")
        case .named(let name): writeReference(to: name, of: chat, traits, to: &writer)
        case .allowed(let names, let isRequired):
            writer.beginObject()
            writer.key("type")
            writer.string("allowed_tools")
            writer.key("allowed_tools")
            writer.beginObject()
            writer.key("mode")
            writer.string(isRequired ? "required" : "auto")
            writer.key("tools")
            writer.beginArray()
            for name in names { writeReference(to: name, of: chat, traits, to: &writer) }
            writer.endArray()
            writer.endObject()
            writer.endObject()
        }
    }

    /// Writes which tool is meant.
    private static func writeReference(
        to name: ByteString,
        of chat: ChatRequest,
        _ traits: ModelTraits,
        to writer: inout JSONWriter
    ) {
        let isCustom = chat.tools.contains { if case .custom(let tool) = $0 { tool.name == name } else { false } }
        let type = isCustom && traits.takesCustomTools ? "custom" : "function"
        writer.beginObject()
        writer.key("type")
        writer.string(type)
        writer.key(type)
        writer.beginObject()
        writer.member("name", name)
        writer.endObject()
        writer.endObject()
    }
}
