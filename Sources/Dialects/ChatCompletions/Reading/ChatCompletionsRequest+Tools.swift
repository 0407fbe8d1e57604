// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

extension ChatCompletionsRequest {
    /// Reads the tools, and which of them may be called.
    static func readTools(of request: RequestValue, into chat: inout ChatRequest) throws(InvalidRequest) {
        for tool in try request["tools"].elements() ?? [] { chat.tools.append(try self.tool(tool)) }
        chat.toolChoice = try choice(request["tool_choice"])
        chat.allowsParallelToolCalls = try request["parallel_tool_calls"].flag()
    }

    private static func tool(_ tool: RequestValue) throws(InvalidRequest) -> Tool {
        try tool.requireObject()
        let type = try tool["type"].requiredText()
        switch type {
        case "function":
            // Some clients write the function's members beside the type, as in the Responses API.
            let function = tool["function"].isAbsent ? tool : tool["function"]
            return .function(
                FunctionTool(
                    name: try function["name"].requiredText(),
                    description: try function["description"].text() ?? "",
                    schema: try function["parameters"].objectText(),
                    isStrict: try function["strict"].flag()
                )
            )
        case "custom":
            let custom = tool["custom"].isAbsent ? tool : tool["custom"]
            return .custom(
                CustomTool(
                    name: try custom["name"].requiredText(),
                    description: try custom["description"].text() ?? "",
                    grammar: try grammar(custom["format"])
                )
            )
        default:
            throw tool["type"].unsupported("is \"\(type.prefix(bytes: 64))\", which is not supported with this model")
        }
    }

    private static func grammar(_ format: RequestValue) throws(InvalidRequest) -> CustomTool.Grammar? {
        guard try format["type"].text() == "grammar" else { return nil }
        // The Responses API has no object around it.
        let grammar = format["grammar"].isAbsent ? format : format["grammar"]
        return CustomTool.Grammar(
            syntax: try grammar["syntax"].requiredText(),
            definition: try grammar["definition"].requiredText()
        )
    }

    private static func choice(_ choice: RequestValue) throws(InvalidRequest) -> ToolChoice? {
        if choice.isAbsent { return nil }
        if case .string? = choice.json {
            return try choice.word([("auto", ToolChoice.auto), ("none", .none), ("required", .required)])
        }
        try choice.requireObject()
        switch try choice["type"].requiredText() {
        case "function", "custom": return .named(try name(choice))
        case "allowed_tools":
            let allowed = choice["allowed_tools"].isAbsent ? choice : choice["allowed_tools"]
            var names: [ByteString] = []
            for tool in try allowed["tools"].elements() ?? [] { names.append(try name(tool)) }
            let isRequired = try allowed["mode"].word([("auto", false), ("required", true)]) ?? false
            return .allowed(names, isRequired: isRequired)
        default:
            throw choice["type"].failure("\"function\", \"custom\" or \"allowed_tools\"", .value)
        }
    }

    /// The name of the tool that is meant.
    private static func name(_ reference: RequestValue) throws(InvalidRequest) -> ByteString {
        for kind in ["function", "custom"] where !reference[kind].isAbsent {
            return try reference[kind]["name"].requiredText()
        }
        return try reference["name"].requiredText()
    }
}
