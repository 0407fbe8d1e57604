// SPDX-License-Identifier: Apache-2.0

/// The dialects of the providers under test.
enum Dialect: String, CaseIterable, Sendable {
    case local
    case google
    case anthropic

    /// A document that is an answer, with a text and an end in JSON.
    func answer(text: [UInt8], end: [UInt8]? = nil) -> [UInt8] {
        let parts: (String, String, String) =
            switch self {
            case .local: (#"{"choices":[{"message":{"content":"#, #"},"finish_reason":"#, "}]}")
            case .google: (#"{"candidates":[{"content":{"parts":[{"text":"#, #"}]},"finishReason":"#, "}]}")
            case .anthropic: (#"{"type":"message","content":[{"type":"text","text":"#, #"}],"stop_reason":"#, "}")
            }
        return Array(parts.0.utf8) + text + Array(parts.1.utf8) + (end ?? ending) + Array(parts.2.utf8)
    }

    /// How a good answer ends, in JSON.
    private var ending: [UInt8] {
        let word =
            switch self {
            case .local: "stop"
            case .google: "STOP"
            case .anthropic: "end_turn"
            }
        return Array("\"\(word)\"".utf8)
    }

    /// The events of a stream with some texts in JSON, each in an event of its own.
    func stream(_ texts: [[UInt8]]) -> [UInt8] {
        var output: [UInt8] = []
        func add(_ data: [UInt8], _ name: String? = nil) {
            if let name, self == .anthropic { output += Array("event: \(name)\n".utf8) }
            output += Array("data: ".utf8) + data + Array("\n\n".utf8)
        }
        switch self {
        case .local:
            for text in texts { add(Array(#"{"choices":[{"delta":{"content":"#.utf8) + text + Array("}}]}".utf8)) }
            add(Array(#"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#.utf8))
            add(Array("[DONE]".utf8))
        case .google:
            for text in texts {
                add(Array(#"{"candidates":[{"content":{"parts":[{"text":"#.utf8) + text + Array("}]}}]}".utf8))
            }
            add(Array(#"{"candidates":[{"finishReason":"STOP"}]}"#.utf8))
        case .anthropic:
            add(Array(#"{"type":"message_start","message":{"usage":{"input_tokens":1}}}"#.utf8), "message_start")
            for text in texts {
                let start = #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"#
                add(Array(start.utf8) + text + Array("}}".utf8), "content_block_delta")
            }
            add(Array(#"{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"#.utf8), "message_delta")
            add(Array(#"{"type":"message_stop"}"#.utf8), "message_stop")
        }
        return output
    }

    /// A generation's body for a model of the provider.
    func body(_ change: (inout GenerationBody) -> Void = { _ in }) -> [UInt8] {
        var body = GenerationBody()
        body.set("model", Array("\"\(rawValue)/m\"".utf8))
        change(&body)
        return body.bytes
    }
}
