// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

extension ResponsesRequest {
    private static let advisory: Set<ByteString> = [
        "prompt_cache_retention", "stream_options", "client_metadata",
    ]
    private static let read: Set<ByteString> = [
        "model", "input", "instructions", "stream", "tools", "tool_choice", "parallel_tool_calls", "text", "reasoning",
        "max_output_tokens", "temperature", "top_p", "top_logprobs", "include", "user", "safety_identifier",
        "prompt_cache_key", "service_tier",
    ]

    /// Reads how the answer is to be made.
    static func readParameters(
        of request: RequestValue,
        hasLogprobs: Bool,
        into chat: inout ChatRequest
    ) throws(InvalidRequest) {
        chat.temperature = try request["temperature"].number(in: 0...2)
        if chat.temperature != nil { chat.fixedParameters.insert(.temperature) }
        chat.maxTokens = try request["max_output_tokens"].integer(in: 1...Int.max)
        if chat.maxTokens != nil { chat.fixedParameters.insert(.maxTokens) }
        chat.reasoning = try reasoning(request["reasoning"])
        if chat.reasoning?.effort != nil { chat.fixedParameters.insert(.reasoning) }
        let text = request["text"]
        if !text.isAbsent { try text.requireObject() }
        chat.responseFormat = try ChatCompletionsRequest.responseFormat(text["format"], isFlat: true)
        if chat.responseFormat != .text { chat.fixedParameters.insert(.responseFormat) }
        chat.sampling.topP = try request["top_p"].number(in: 0...1)
        let count = try request["top_logprobs"].integer(in: 0...20)
        chat.sampling.topLogprobs = hasLogprobs ? count ?? 0 : nil
        let user = request["safety_identifier"]
        chat.service = ServiceOptions(
            endUser: try (user.isAbsent ? request["user"] : user).text(),
            cacheKey: try request["prompt_cache_key"].text(),
            tier: try request["service_tier"].text(),
            verbosity: try text["verbosity"].text()
        )
    }

    private static func reasoning(_ value: RequestValue) throws(InvalidRequest) -> Reasoning? {
        if value.isAbsent { return nil }
        try value.requireObject()
        let effort = try value["effort"].word(ChatCompletionsRequest.efforts)
        let display = try value["summary"].word(
            [("auto", .summary), ("concise", .summary), ("detailed", .summary)] as [(String, Reasoning.Display)]
        )
        return effort == nil && display == nil ? nil : Reasoning(effort: effort, display: display)
    }

    static func include(_ value: RequestValue) throws(InvalidRequest) -> (opaque: Bool, logprobs: Bool) {
        var found = (opaque: false, logprobs: false)
        for element in try value.elements() ?? [] {
            switch try element.requiredText() {
            case "reasoning.encrypted_content": found.opaque = true
            case "message.output_text.logprobs": found.logprobs = true
            case let name: throw element.unsupported("is \"\(name.prefix(bytes: 64))\", which is not supported")
            }
        }
        return found
    }

    /// Checks the members that have no counterpart anywhere else.
    ///
    /// - Returns: The names of those that were left out.
    static func checkOthers(of request: RequestValue) throws(InvalidRequest) -> [String] {
        var ignored: [String] = []
        for member in request.json?.objectValue?.members ?? [] {
            if member.value == .null || read.contains(member.key) { continue }
            let value = RequestValue(member.value, at: .member("\(member.key.prefix(bytes: 64))", of: .root))
            switch member.key {
            case "store":
                if try value.flag() == true {
                    throw value.unsupported("is true, and nothing is stored: send store:false")
                }
            case "background":
                if try value.flag() == true { throw value.unsupported("is not supported") }
            case "truncation":
                if try value.word([("auto", true), ("disabled", false)]) == true { ignored.append("truncation") }
            case "metadata":
                try value.requireObject()
                ignored.append("metadata")
            case let name where advisory.contains(name): ignored.append("\(name)")
            default: throw InvalidRequest(.unsupportedMember, value.path, "\(value.path) is not supported")
            }
        }
        return ignored
    }
}
