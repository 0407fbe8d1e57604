// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// The names of the events of an item, and the members that say where in it they belong.
struct ResponsesWords {
    private let kind: ResponsesItem.Kind

    init(_ kind: ResponsesItem.Kind) {
        self.kind = kind
    }

    /// The events of its content, without `.delta` and `.done`.
    var event: String {
        switch kind {
        case .text: "response.output_text"
        case .refusal: "response.refusal"
        case .reasoning: "response.reasoning_summary_text"
        case .function: "response.function_call_arguments"
        case .custom: "response.custom_tool_call_input"
        }
    }

    /// The events of its part, without `.added` and `.done`; nil for a call, which has none.
    var part: String? {
        switch kind {
        case .text, .refusal: "response.content_part"
        case .reasoning: "response.reasoning_summary_part"
        case .function, .custom: nil
        }
    }

    /// The member that tells the part, behind a comma.
    var index: String {
        switch kind {
        case .text, .refusal: ",\"content_index\":0"
        case .reasoning: ",\"summary_index\":0"
        case .function, .custom: ""
        }
    }

    func writePlace(_ item: ResponsesItem, _ index: Int, to writer: inout JSONWriter) {
        writer.member("item_id", item.id)
        writer.member("output_index", index)
        if part != nil { writer.member(kind == .reasoning ? "summary_index" : "content_index", 0) }
    }

    /// Writes the members of the event that tells the whole content.
    func writeDone(_ item: ResponsesItem, _ index: Int, to writer: inout JSONWriter) {
        writePlace(item, index, to: &writer)
        switch kind {
        case .text, .reasoning: writer.key("text")
        case .refusal: writer.key("refusal")
        case .function: writer.key("arguments")
        case .custom: writer.key("input")
        }
        writer.string(utf8: item.content[...])
        if kind == .function { writer.member("name", item.name) }
        if kind == .text {
            writer.key("logprobs")
            JSONValue.array(item.logprobs).write(to: &writer)
        }
    }
}
