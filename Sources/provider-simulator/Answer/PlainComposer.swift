// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Composes the answer to a request that does not stream: one JSON object.
struct PlainComposer {
    let behaviour: Behaviour
    let identity: AnswerIdentity
    let usage: UsageCounts
    let text: TextSource
    let isRefusal: Bool

    func answer() -> Answer {
        var answer = Answer(
            head: ResponseHead(status: 200, contentType: "application/json"),
            body: .bytes(whole())
        )
        guard let fault = behaviour.fault else { return answer }
        switch fault.kind {
        case .stall: truncate(&answer, ending: .stall)
        case .reset: truncate(&answer, ending: .reset)
        case .cut: truncate(&answer, ending: .cut)
        case .close:
            truncate(&answer, ending: .complete)
            answer.declaredLength = nil
        case .garbage:
            answer.body = .bytes(ByteBuffer(string: "{not json"))
        default: break
        }
        return answer
    }

    /// Keeps the first half of the body, or nothing when the fault comes before the first delta.
    private func truncate(_ answer: inout Answer, ending: Answer.Ending) {
        guard case .bytes(var bytes) = answer.body else { return }
        let length = bytes.readableBytes
        let kept = behaviour.fault?.isBeforeFirstEvent == true ? 0 : length / 2
        answer.body = .bytes(bytes.readSlice(length: kept) ?? ByteBuffer())
        answer.declaredLength = length
        answer.ending = ending
        answer.endsInFault = true
    }

    private func whole() -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeString(
            """
            {"id":"\(identity.answerID)","object":"chat.completion","created":\(identity.created),\
            "model":\(JSONText.quoted(behaviour.model)),"choices":[{"index":0,"message":{"role":"assistant","content":
            """
        )
        if isRefusal {
            buffer.writeString(#"null,"refusal":""#)
            appendText(to: &buffer)
            buffer.writeString("\"")
        } else {
            buffer.writeString(behaviour.contentIsArray ? #"[{"type":"text","text":""# : "\"")
            appendText(to: &buffer)
            buffer.writeString(behaviour.contentIsArray ? #""}]"# : "\"")
            buffer.writeString(#","refusal":null"#)
        }
        if behaviour.reasoning > 0 {
            let reasoning = (0..<behaviour.reasoning).map(DeltaWriter.reasoningText).joined()
            buffer.writeString(#","reasoning":"\#(reasoning)","reasoning_content":"\#(reasoning)""#)
        }
        let finish = JSONText.quotedOrNull(behaviour.finish.word)
        buffer.writeString(#"},"logprobs":null,"finish_reason":\#(finish)}]"#)
        switch behaviour.usage {
        case .off: break
        case .xgroq: buffer.writeString(#","x_groq":{"id":"\#(identity.requestID)","usage":\#(usage.json)}"#)
        default: buffer.writeString(#","usage":\#(usage.json)"#)
        }
        buffer.writeString(#","system_fingerprint":"fp_simulator"}"#)
        return buffer
    }

    private func appendText(to buffer: inout ByteBuffer) {
        for index in 0..<text.count {
            text.append(index: index, to: &buffer)
        }
    }
}
