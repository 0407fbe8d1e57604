// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// A whole answer of `generateContent`.
struct GeminiAnswer {
    let content: AnswerContent

    var body: ByteBuffer {
        let form = GeminiForm(content: content)
        if let blocked = form.blocked {
            return ByteBuffer(string: blocked)
        }
        var buffer = ByteBuffer(string: form.opening)
        if content.behaviour.reasoning > 0 {
            buffer.writeString(#"{"text":"\#(content.reasoning)","thought":true},"#)
        }
        let ranges = content.partRanges
        if ranges.isEmpty {
            buffer.writeString(#"{"text":""}"#)
        }
        for (index, range) in ranges.enumerated() {
            buffer.writeString(index == 0 ? #"{"text":""# : #",{"text":""#)
            content.appendText(range, to: &buffer)
            buffer.writeString(#""}"#)
        }
        buffer.writeString(form.closing(finish: form.finish, usage: form.finalUsage))
        return buffer
    }
}
