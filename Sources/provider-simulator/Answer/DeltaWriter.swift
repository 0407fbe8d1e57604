// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Writes the events of a stream that carry reasoning, text or a refusal.
///
/// What is the same in all of them is built once; per delta, its text is put between two byte strings.
struct DeltaWriter {
    /// All deltas of the answer, reasoning first.
    let count: Int

    private let format: any StreamFormat
    private let reasoningCount: Int
    private let text: TextSource
    private let parts: Int
    private let lead: [UInt8]
    private let opening: [UInt8]
    private let separator: [UInt8]
    private let closing: [UInt8]?
    private let lastClosing: [UInt8]?

    init(content: AnswerContent, format: any StreamFormat) {
        self.format = format
        text = content.text
        reasoningCount = content.behaviour.reasoning
        parts = format.partSeparator == nil ? 1 : content.behaviour.parts
        count = reasoningCount + (text.count + parts - 1) / parts
        lead = Array(format.textLead.utf8)
        opening = Array(format.textOpening.utf8)
        separator = Array((format.partSeparator ?? "").utf8)
        closing = format.textClosing.map { Array($0.utf8) }
        lastClosing = format.lastTextClosing.map { Array($0.utf8) }
    }

    /// Whether the last delta carries the finish reason.
    var carriesFinish: Bool {
        lastClosing != nil && count > reasoningCount
    }

    func append(index: Int, to buffer: inout ByteBuffer) {
        if index < reasoningCount {
            buffer.writeString(format.reasoningEvent(index))
            return
        }
        if index == reasoningCount {
            buffer.writeBytes(lead)
        }
        buffer.writeBytes(opening)
        let start = (index - reasoningCount) * parts
        let end = min(start + parts, text.count)
        text.append(index: start, to: &buffer)
        for piece in (start + 1)..<max(end, start + 1) {
            buffer.writeBytes(separator)
            text.append(index: piece, to: &buffer)
        }
        if let lastClosing, index == count - 1 {
            buffer.writeBytes(lastClosing)
        } else if let closing {
            buffer.writeBytes(closing)
        } else {
            buffer.writeString(format.textClosing(completion: reasoningCount + end))
        }
    }
}
