// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

extension AnthropicRequest {
    /// Members of tools that mean nothing elsewhere.
    private static let advisoryOfTools = ["defer_loading", "eager_input_streaming", "input_examples"]

    /// Reads the tools, and which of them may be called.
    static func readTools(
        of request: RequestValue,
        into chat: inout ChatRequest,
        _ ignored: inout Set<String>  // text: names of ours
    ) throws(InvalidRequest) {
        for tool in try request["tools"].elements() ?? [] {
            chat.tools.append(.function(try function(tool)))
            for name in advisoryOfTools where !tool[name].isAbsent { ignored.insert(name) }
        }
        let choice = request["tool_choice"]
        if choice.isAbsent { return }
        try choice.requireObject()
        switch try choice["type"].requiredText() {
        case "auto": chat.toolChoice = .auto
        case "any": chat.toolChoice = .required
        case "none": chat.toolChoice = ToolChoice.none
        case "tool": chat.toolChoice = .named(try choice["name"].requiredText())
        default: throw choice["type"].failure("\"auto\", \"any\", \"tool\" or \"none\"", .value)
        }
        if try choice["disable_parallel_tool_use"].flag() == true { chat.allowsParallelToolCalls = false }
        // Without tools there is nothing to choose.
        if chat.tools.isEmpty { (chat.toolChoice, chat.allowsParallelToolCalls) = (nil, nil) }
    }

    private static func function(_ tool: RequestValue) throws(InvalidRequest) -> FunctionTool {
        try tool.requireObject()
        if let type = try tool["type"].text(), type != "custom" {
            throw tool["type"].unsupported("is \"\(type.prefix(bytes: 64))\", which is not supported with this model")
        }
        for caller in try tool["allowed_callers"].elements() ?? [] where try caller.text() != "direct" {
            throw caller.unsupported("is not supported with this model: \"direct\" alone is")
        }
        guard let schema = try tool["input_schema"].objectText() else {
            throw tool["input_schema"].failure("an object")
        }
        return FunctionTool(
            name: try tool["name"].requiredText(),
            description: try tool["description"].text() ?? "",
            schema: schema,
            isStrict: try tool["strict"].flag(),
            cacheHint: try cacheHint(of: tool)
        )
    }
}
