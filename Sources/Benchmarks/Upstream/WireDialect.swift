// SPDX-License-Identifier: Apache-2.0

/// The dialects that the fake provider answers in.
enum WireDialect: Int, CaseIterable {
    /// OpenAI's chat completions.
    case chatCompletions
    /// Anthropic's Messages.
    case messages

    private static let messagesPath = Array("POST /v1/messages".utf8)

    /// The dialect of a request, by its path.
    init(request bytes: [UInt8]) {
        self = bytes.starts(with: Self.messagesPath) ? .messages : .chatCompletions
    }

    /// The event with the role, or with what stands in its place.
    var opening: String {
        switch self {
        case .chatCompletions:
            event(choice(#""role":"assistant","content":"""#, finish: "null"))
        case .messages:
            event(
                """
                {"type":"message_start","message":{"id":"msg_bench","type":"message","role":"assistant","model":"bench",\
                "content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":1}}}
                """,
                named: "message_start"
            )
                + event(
                    #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
                    named: "content_block_start"
                )
        }
    }

    /// The event with a piece of text.
    func delta(_ text: String) -> String {
        switch self {
        case .chatCompletions:
            event(choice(#""content":"\#(text)""#, finish: "null"))
        case .messages:
            event(
                #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\#(text)"}}"#,
                named: "content_block_delta"
            )
        }
    }

    /// The events with the end and the usage.
    var closing: [String] {
        switch self {
        case .chatCompletions:
            [event(choice("", finish: #""stop""#)), event(chunkStart + "]," + usage), event("[DONE]")]
        case .messages:
            [
                event(#"{"type":"content_block_stop","index":0}"#, named: "content_block_stop"),
                event(
                    """
                    {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
                    "usage":{"output_tokens":34}}
                    """,
                    named: "message_delta"
                ),
                event(#"{"type":"message_stop"}"#, named: "message_stop"),
            ]
        }
    }

    /// A whole answer with a text.
    func document(_ text: String) -> String {
        switch self {
        case .chatCompletions:
            """
            {"id":"chatcmpl-bench","object":"chat.completion","created":1760000000,"model":"bench","choices":[{"index":0,\
            "message":{"role":"assistant","content":"\(text)","refusal":null},"logprobs":null,"finish_reason":"stop"}],\
            \(usage)
            """
        case .messages:
            """
            {"id":"msg_bench","type":"message","role":"assistant","model":"bench","content":[{"type":"text","text":"\(text)"}],\
            "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":34}}
            """
        }
    }

    private var chunkStart: String {
        #"{"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1760000000,"model":"bench","choices":["#
    }

    private var usage: String { #""usage":{"prompt_tokens":12,"completion_tokens":34,"total_tokens":46}}"# }

    private func choice(_ delta: String, finish: String) -> String {
        chunkStart + #"{"index":0,"delta":{\#(delta)},"logprobs":null,"finish_reason":\#(finish)}],"usage":null}"#
    }

    private func event(_ data: String, named name: String? = nil) -> String {
        (name.map { "event: \($0)\n" } ?? "") + "data: \(data)\n\n"
    }
}
