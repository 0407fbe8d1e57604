// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Composes the answer to a request that does not stream: one JSON object.
struct PlainComposer {
    let behaviour: Behaviour
    let body: ByteBuffer

    func answer() -> Answer {
        var answer = Answer(
            head: ResponseHead(status: 200, contentType: "application/json"),
            body: .bytes(body)
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
        var bytes = body
        let length = bytes.readableBytes
        let kept = behaviour.fault?.isBeforeFirstEvent == true ? 0 : length / 2
        answer.body = .bytes(bytes.readSlice(length: kept) ?? ByteBuffer())
        answer.declaredLength = length
        answer.ending = ending
        answer.endsInFault = true
    }
}
