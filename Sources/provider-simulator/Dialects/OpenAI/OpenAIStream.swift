// SPDX-License-Identifier: Apache-2.0

/// A stream of chat completion chunks.
struct OpenAIStream: StreamFormat {
    private let content: AnswerContent
    private let template: ChunkTemplate
    private let framing: EventFraming

    init(content: AnswerContent) {
        self.content = content
        template = ChunkTemplate(content: content)
        framing = EventFraming(behaviour: content.behaviour)
    }

    private var behaviour: Behaviour {
        content.behaviour
    }

    var lead: [String] {
        let array = behaviour.contentIsArray
        let delta: String? =
            switch behaviour.role {
            case .none, .every: nil
            case .own: #"{"role":"assistant","content":\#(array ? "[]" : #""""#),"refusal":null}"#
            case .null: #"{"role":"assistant","content":null,"refusal":null}"#
            case .only: #"{"role":"assistant"}"#
            }
        return delta.map { [template.chunk(delta: $0, members: template.roleMembers)] } ?? []
    }

    func reasoningEvent(_ index: Int) -> String {
        let text = AnswerContent.reasoning(index)
        let isInReasoning = behaviour.reasoningPlace == .reasoning
        let delta: String
        switch behaviour.reasoningPlace {
        case .think:
            let before = index == 0 ? "<think>" : ""
            let after = index == behaviour.reasoning - 1 ? "</think>" : ""
            delta = #"{\#(role)"content":"\#(before)\#(text)\#(after)"}"#
        case .both, .reasoning, .reasoningContent:
            if behaviour.server == .groq, isInReasoning {
                let channel = GroqModels.hasChannels(behaviour.model) ? #","channel":"analysis""# : ""
                delta = #"{"reasoning":"\#(text)"\#(channel)}"#
            } else if isInReasoning || (behaviour.reasoningPlace == .both && index.isMultiple(of: 2)) {
                // Both names that providers use have their turn, each with its kind of empty content.
                delta = #"{\#(role)"content":"","reasoning":"\#(text)"}"#
            } else {
                delta = #"{\#(role)"content":null,"reasoning_content":"\#(text)"}"#
            }
        }
        return template.chunk(delta: delta, completion: index + 1)
    }

    var textOpening: String {
        let before =
            if content.isRefusal {
                #""refusal":""#
            } else {
                behaviour.contentIsArray ? #""content":[{"type":"text","text":""# : #""content":""#
            }
        return template.opening + "{" + role + before
    }

    var textClosing: String? {
        template.countsEverywhere ? nil : deltaClosing + template.closing(finish: nil, members: template.silentMembers)
    }

    func textClosing(completion: Int) -> String {
        deltaClosing + template.closing(finish: nil, members: template.members(completion: completion))
    }

    var lastTextClosing: String? {
        guard behaviour.finishPlace == .last, let word = behaviour.finish.word() else { return nil }
        return deltaClosing + template.closing(finish: word, members: template.finishMembers)
    }

    func finishEvents(isCarried: Bool) -> [String] {
        guard let word = behaviour.finish.word() else { return [] }
        let count = (isCarried ? 0 : 1) + (behaviour.finishesTwice ? 1 : 0)
        return Array(repeating: template.finishChunk(word), count: count)
    }

    var endEvents: [String] {
        template.usageChunks + doneEvents
    }

    func event(_ data: String) -> String {
        template.event(data)
    }

    func failureEvents(_ error: SimulatedError) -> [String] {
        switch behaviour.server {
        case .openai, .llamacpp, .llamaCppPython:
            let envelope = OpenAIDialect(server: behaviour.server).envelope(error)
            return [event(envelope)]
        case .groq:
            let object = OpenAIDialect.groqObject(error, extra: #","status_code":\#(error.status)"#)
            return [framing.before(name: "error") + #"{"error":\#(object)}"# + framing.after]
        case .ollama:
            // It tells nothing: an empty delta, and the end.
            return [template.chunk(delta: #"{"role":"assistant","content":""}"#, members: template.silentMembers)]
        case .llamabox:
            return [framing.line("error", OpenAIDialect(server: .llamabox).envelope(error)) + framing.lineEnding]
        case .vllm:
            return [event(error.envelope)] + doneEvents
        case .lmstudio:
            let message = JSONText.quoted(error.message)
            return [event(#"{"error":{"message":\#(message)},"message":\#(message)}"#)]
        }
    }

    private var role: String {
        behaviour.role == .every ? #""role":"assistant","# : ""
    }

    private var deltaClosing: String {
        behaviour.contentIsArray && !content.isRefusal ? #""}]}"# : #""}"#
    }

    private var doneEvents: [String] {
        switch behaviour.done {
        case .on: [event("[DONE]")]
        case .off: []
        case .spaces: [event("  [DONE]  ")]
        case .thenData: [event("[DONE]"), template.chunk(delta: #"{"content":"AFTER DONE"}"#, completion: 0)]
        }
    }
}
