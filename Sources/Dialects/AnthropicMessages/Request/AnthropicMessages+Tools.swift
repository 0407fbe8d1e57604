// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Source: Claude API reference, create a message, `tools` and `tool_choice`.
extension AnthropicMessages {
    /// Writes the tools and which of them may be called.
    func writeTools(of chat: ChatRequest, isThinking: Bool, to writer: inout JSONWriter) throws(Unsupported) {
        if isThinking, chat.toolChoice?.isForced == true {
            throw Unsupported(
                .parameter(.toolChoice),
                "forces a tool, which a model of Anthropic that thinks does not take"
            )
        }
        if !chat.tools.isEmpty {
            writer.key("tools")
            writer.beginArray()
            for (index, tool) in chat.tools.enumerated() where isOffered(tool, chat.toolChoice) {
                try write(tool, at: index, to: &writer)
            }
            writer.endArray()
        }
        writeChoice(of: chat, to: &writer)
    }

    /// Whether a tool is among those that may be called; which these are can only be said by leaving out the others.
    private func isOffered(_ tool: Tool, _ choice: ToolChoice?) -> Bool {
        guard case .allowed(let names, _)? = choice, let name = tool.name else { return true }
        return names.contains(name)
    }

    private func write(_ tool: Tool, at index: Int, to writer: inout JSONWriter) throws(Unsupported) {
        switch tool {
        case .function(let function): try write(function, at: index, to: &writer)
        case .custom(let custom): try write(CustomToolInput.function(for: custom), at: index, to: &writer)
        case .builtin(let value) where value.vendor == .anthropic: writer.raw(value.json)
        case .builtin: throw Unsupported(.tool(index), "is a tool of another provider's")
        }
    }

    private func write(
        _ tool: FunctionTool,
        at index: Int,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        let schema = tool.schema ?? Array(#"{"type":"object"}"#.utf8)[...]
        writer.beginObject()
        writer.member("name", tool.name)
        if !tool.description.isEmpty { writer.member("description", tool.description) }
        writer.key("input_schema")
        // Only what is strict has to be in the words that Anthropic can hold a model to.
        if tool.isStrict == true {
            try AnthropicSchema.write(schema, at: .tool(index), to: &writer)
        } else {
            writer.raw(schema)
        }
        writer.member("strict", tool.isStrict)
        AnthropicTurns.write(tool.cacheHint, to: &writer)
        writer.endObject()
    }

    private func writeChoice(of chat: ChatRequest, to writer: inout JSONWriter) {
        let isSerial = chat.allowsParallelToolCalls == false && !chat.tools.isEmpty
        guard chat.toolChoice != nil || isSerial else { return }
        writer.key("tool_choice")
        writer.beginObject()
        writer.key("type")
        switch chat.toolChoice {
        case nil, .auto, .allowed(_, isRequired: false): writer.string("auto")
        case .some(.none): writer.string("none")
        case .required, .allowed(_, isRequired: true): writer.string("any")
        case .named(let name):
            writer.string("tool")
            writer.member("name", name)
        }
        if isSerial, chat.toolChoice != ToolChoice.none { writer.member("disable_parallel_tool_use", true) }
        writer.endObject()
    }
}
