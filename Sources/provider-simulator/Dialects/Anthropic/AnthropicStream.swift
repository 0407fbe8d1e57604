// SPDX-License-Identifier: Apache-2.0

/// A stream of messages events.
struct AnthropicStream: StreamFormat {
    private let content: AnswerContent
    private let form: AnthropicForm
    private let framing: EventFraming
    private let dialect: AnthropicDialect

    init(content: AnswerContent, dialect: AnthropicDialect) {
        self.content = content
        self.dialect = dialect
        form = AnthropicForm(content: content)
        framing = EventFraming(behaviour: content.behaviour)
    }

    private var behaviour: Behaviour {
        content.behaviour
    }

    private var hasReasoning: Bool {
        behaviour.reasoning > 0
    }

    private var hasText: Bool {
        content.text.count > 0
    }

    var lead: [String] {
        let usage = form.usage(content.usage.upTo(1))
        let message = form.messageOpening + form.messageClosing(stopReason: nil, usage: usage)
        let start = event("message_start", #","message":\#(message)"#)
        if hasReasoning {
            return [start, blockStart(0, #"{"type":"thinking","thinking":"","signature":""}"#), ping]
        }
        return hasText ? [start, textStart(0), ping] : [start, ping]
    }

    func reasoningEvent(_ index: Int) -> String {
        blockDelta(0, #"{"type":"thinking_delta","thinking":"\#(AnswerContent.reasoning(index))"}"#)
    }

    var textLead: String {
        hasReasoning ? reasoningEnd.joined() + textStart(2) : ""
    }

    var textOpening: String {
        framing.before(name: "content_block_delta")
            + #"{"type":"content_block_delta","index":\#(textIndex),"delta":{"type":"text_delta","text":""#
    }

    // Spaces pad the events to lengths that say nothing about the text.
    var textClosing: String? {
        #""}      }"# + framing.after
    }

    func textClosing(completion: Int) -> String {
        #""}      }"# + framing.after
    }

    func finishEvents(isCarried: Bool) -> [String] {
        let ends =
            if hasText {
                [event("content_block_stop", #","index":\#(textIndex)"#)]
            } else {
                hasReasoning ? reasoningEnd : []
            }
        guard let reason = form.stopReason else { return ends }
        let count = behaviour.finishesTwice ? 2 : 1
        return ends + [ping] + Array(repeating: messageDelta(reason), count: count)
    }

    var endEvents: [String] {
        [event("message_stop", "")]
    }

    func event(_ data: String) -> String {
        framing.before + data + framing.after
    }

    func failureEvents(_ error: SimulatedError) -> [String] {
        [framing.before(name: "error") + dialect.envelope(error) + framing.after]
    }

    private var textIndex: Int {
        hasReasoning ? 2 : 0
    }

    private var ping: String {
        event("ping", "")
    }

    /// The end of the thinking block, and a block after it that nobody can read.
    private var reasoningEnd: [String] {
        [
            blockDelta(0, #"{"type":"signature_delta","signature":"\#(AnthropicForm.signature)"}"#),
            event("content_block_stop", #","index":0"#),
            blockStart(1, AnthropicForm.redactedBlock),
            event("content_block_stop", #","index":1"#),
        ]
    }

    private func messageDelta(_ reason: String) -> String {
        let counts = content.usage
        let usage: String? =
            switch behaviour.usage {
            case .off: nil
            case .every, .changing: form.usage(counts)
            default: #"{"output_tokens":\#(counts.number(counts.completion))}"#
            }
        let delta = #"{"stop_reason":\#(JSONText.quoted(reason)),"stop_sequence":null}"#
        return event("message_delta", #","delta":\#(delta)"# + (usage.map { #","usage":\#($0)"# } ?? ""))
    }

    private func textStart(_ index: Int) -> String {
        blockStart(index, #"{"type":"text","text":""}"#)
    }

    private func blockStart(_ index: Int, _ block: String) -> String {
        event("content_block_start", #","index":\#(index),"content_block":\#(block)  "#)
    }

    private func blockDelta(_ index: Int, _ delta: String) -> String {
        event("content_block_delta", #","index":\#(index),"delta":\#(delta)    "#)
    }

    /// An event whose name is also the type in its data.
    private func event(_ name: String, _ members: String) -> String {
        framing.before(name: name) + #"{"type":"\#(name)"\#(members)}"# + framing.after
    }
}
