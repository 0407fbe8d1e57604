// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// A whole chat completion.
struct OpenAIAnswer {
    let content: AnswerContent

    private var behaviour: Behaviour {
        content.behaviour
    }

    var body: ByteBuffer {
        let form = OpenAIForm(content: content, isChunk: false)
        var buffer = ByteBuffer()
        buffer.writeString(form.before + form.choiceOpening + #""message":{"role":"assistant","content":"#)
        appendContent(to: &buffer)
        if behaviour.reasoning > 0 {
            buffer.writeString(reasoningMembers)
        }
        let timings = form.timings(content.usage)
        let choiceEnd = "}" + form.choiceClosing(finish: behaviour.finish.word())
        buffer.writeString(choiceEnd + form.after + usageMembers + timings + form.end)
        return buffer
    }

    private func appendContent(to buffer: inout ByteBuffer) {
        if content.isRefusal {
            buffer.writeString(#"null,"refusal":""#)
            content.appendText(to: &buffer)
            buffer.writeString("\"")
            return
        }
        buffer.writeString(behaviour.contentIsArray ? #"[{"type":"text","text":""# : "\"")
        if behaviour.reasoningPlace == .think, behaviour.reasoning > 0 {
            buffer.writeString("<think>\(content.reasoning)</think>")
        }
        content.appendText(to: &buffer)
        buffer.writeString(behaviour.contentIsArray ? #""}]"# : "\"")
        buffer.writeString(#","refusal":null"#)
    }

    private var reasoningMembers: String {
        let text = content.reasoning
        return switch behaviour.reasoningPlace {
        case .both: #","reasoning":"\#(text)","reasoning_content":"\#(text)""#
        case .reasoning: #","reasoning":"\#(text)""#
        case .reasoningContent: #","reasoning_content":"\#(text)""#
        case .think: ""
        }
    }

    private var usageMembers: String {
        let usage = OpenAIUsage(counts: content.usage)
        let requestID = content.identity.requestID
        return switch behaviour.usage {
        case .off: ""
        case .xgroq: #","x_groq":{"id":"\#(requestID)","usage":\#(usage.json)}"#
        case .groq: #","usage":\#(usage.jsonOfGroq),"x_groq":{"id":"\#(requestID)"}"#
        default: #","usage":\#(usage.json)"#
        }
    }
}
