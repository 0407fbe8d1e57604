// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// A whole message.
struct AnthropicAnswer {
    let content: AnswerContent

    var body: ByteBuffer {
        let form = AnthropicForm(content: content)
        var buffer = ByteBuffer(string: form.messageOpening)
        var separator = ""
        if content.behaviour.reasoning > 0 {
            let signature = AnthropicForm.signature
            buffer.writeString(#"{"type":"thinking","thinking":"\#(content.reasoning)","signature":"\#(signature)"},"#)
            buffer.writeString(AnthropicForm.redactedBlock)
            separator = ","
        }
        for range in content.partRanges {
            buffer.writeString(separator + #"{"type":"text","text":""#)
            content.appendText(range, to: &buffer)
            buffer.writeString(#""}"#)
            separator = ","
        }
        let usage = form.usage(content.usage)
        buffer.writeString(form.messageClosing(stopReason: form.stopReason, usage: usage))
        return buffer
    }
}
