// SPDX-License-Identifier: Apache-2.0

/// The pieces of JSON that Anthropic's answers consist of.
struct AnthropicForm {
    static let signature = "c2lnbmVkIGJ5IHRoZSBzaW11bGF0b3I="
    static let redactedBlock = #"{"type":"redacted_thinking","data":"cmVkYWN0ZWQ="}"#

    let content: AnswerContent

    private var behaviour: Behaviour {
        content.behaviour
    }

    /// The stop reason on the wire.
    var stopReason: String? {
        if content.isRefusal { return "refusal" }
        return behaviour.finish.word([
            "stop": "end_turn", "length": "max_tokens", "content_filter": "refusal", "tool_calls": "tool_use",
        ])
    }

    /// From the start of a message to its content.
    var messageOpening: String {
        """
        {"id":"msg_\(content.identity.number)","type":"message","role":"assistant",\
        "model":\(JSONText.quoted(behaviour.model)),"content":[
        """
    }

    /// From the end of the content to the end of a message.
    func messageClosing(stopReason: String?, usage: String?) -> String {
        let usage = usage.map { #","usage":\#($0)"# } ?? ""
        return #"],"stop_reason":\#(JSONText.quotedOrNull(stopReason)),"stop_sequence":null\#(usage)}"#
    }

    /// All counts, those of the prompt apart by where they came from; nil when none are told.
    func usage(_ counts: UsageCounts) -> String? {
        guard behaviour.usage != .off else { return nil }
        return """
            {"input_tokens":\(counts.number(counts.prompt - counts.cached)),"cache_creation_input_tokens":0,\
            "cache_read_input_tokens":\(counts.number(counts.cached)),\
            "output_tokens":\(counts.number(counts.completion)),"service_tier":"standard"}
            """
    }
}
