// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Source: Gemini API reference, Tool and ToolConfig.
extension Gemini {
    /// Writes the tools and which of them may be called.
    static func writeTools(of chat: ChatRequest, to writer: inout JSONWriter) throws(Unsupported) {
        if chat.allowsParallelToolCalls == false, !chat.tools.isEmpty {
            throw Unsupported(.parameter(.parallelToolCalls), "cannot be false with Gemini, which has no such switch")
        }
        if !chat.tools.isEmpty {
            writer.key("tools")
            writer.beginArray()
            try writeFunctions(of: chat, to: &writer)
            for case .builtin(let tool) in chat.tools { writer.raw(tool.json) }
            writer.endArray()
        }
        if let choice = chat.toolChoice { write(choice, of: chat, to: &writer) }
    }

    /// Writes the caller's tools, which are one of Gemini's.
    private static func writeFunctions(of chat: ChatRequest, to writer: inout JSONWriter) throws(Unsupported) {
        if let foreign = chat.tools.firstIndex(where: \.isForeign) {
            throw Unsupported(.tool(foreign), "is a tool of another provider's")
        }
        let functions = chat.tools.compactMap(\.function)
        if functions.isEmpty { return }
        writer.beginObject()
        writer.key("functionDeclarations")
        writer.beginArray()
        for function in functions {
            writer.beginObject()
            writer.member("name", function.name)
            if !function.description.isEmpty { writer.member("description", function.description) }
            if let schema = function.schema {
                writer.key("parametersJsonSchema")
                GeminiSchema.write(schema, to: &writer)
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ choice: ToolChoice, of chat: ChatRequest, to writer: inout JSONWriter) {
        writer.key("toolConfig")
        writer.beginObject()
        writer.key("functionCallingConfig")
        writer.beginObject()
        writer.key("mode")
        switch choice {
        case .auto: writer.string(chat.tools.contains(where: \.isStrict) ? "VALIDATED" : "AUTO")
        case .none: writer.string("NONE")
        case .required: writer.string("ANY")
        case .named(let name):
            writer.string("ANY")
            writer.member("allowedFunctionNames", [name])
        case .allowed(let names, let isRequired):
            // Names may be given with ANY, and with VALIDATED, which leaves it to the model whether it calls one.
            writer.string(isRequired ? "ANY" : "VALIDATED")
            writer.member("allowedFunctionNames", names)
        }
        writer.endObject()
        writer.endObject()
    }
}

extension Tool {
    /// Whether it is a tool of a provider's that is not Google.
    fileprivate var isForeign: Bool {
        if case .builtin(let value) = self { value.vendor != .google } else { false }
    }

    fileprivate var isStrict: Bool {
        if case .function(let tool) = self { tool.isStrict == true } else { false }
    }

    /// One of the caller's as a function.
    fileprivate var function: FunctionTool? {
        switch self {
        case .function(let tool): tool
        case .custom(let tool): CustomToolInput.function(for: tool)
        case .builtin: nil
        }
    }
}
