// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Writes the events of a stream that carry reasoning, text or a refusal.
///
/// What is the same in all of them is built once; per delta, its text is put between two byte strings.
struct DeltaWriter {
    /// All deltas of the answer, reasoning first.
    let count: Int

    private let template: ChunkTemplate
    private let reasoningCount: Int
    private var text: TextSource
    private let opening: [UInt8]
    private let closing: [UInt8]
    private let deltaClosing: String
    private let lastClosing: [UInt8]?

    init(behaviour: Behaviour, template: ChunkTemplate, text: TextSource, isRefusal: Bool) {
        self.template = template
        self.text = text
        reasoningCount = behaviour.reasoning
        count = behaviour.reasoning + text.count
        let (before, after) =
            if isRefusal {
                (#"{"refusal":""#, #""}"#)
            } else if behaviour.contentIsArray {
                (#"{"content":[{"type":"text","text":""#, #""}]}"#)
            } else {
                (#"{"content":""#, #""}"#)
            }
        opening = Array((template.opening + before).utf8)
        closing = Array((after + template.closing(finish: nil, members: template.silentMembers)).utf8)
        deltaClosing = after
        if behaviour.finishesInLastDelta, let word = behaviour.finish.word {
            lastClosing = Array((after + template.closing(finish: word, members: template.finishMembers)).utf8)
        } else {
            lastClosing = nil
        }
    }

    /// Whether the last delta carries the finish reason.
    var carriesFinish: Bool {
        lastClosing != nil && count > reasoningCount
    }

    mutating func append(index: Int, to buffer: inout ByteBuffer) {
        if index < reasoningCount {
            buffer.writeString(template.chunk(delta: Self.reasoningDelta(index), completion: index + 1))
            return
        }
        buffer.writeBytes(opening)
        text.append(index: index - reasoningCount, to: &buffer)
        if let lastClosing, index == count - 1 {
            buffer.writeBytes(lastClosing)
        } else if template.countsEverywhere {
            buffer.writeString(deltaClosing)
            buffer.writeString(template.closing(finish: nil, members: template.members(completion: index + 1)))
        } else {
            buffer.writeBytes(closing)
        }
    }

    /// The text of the reasoning delta with that index, easy to find where it should not be.
    static func reasoningText(_ index: Int) -> String {
        "reasoning-\(index) "
    }

    /// Both names that providers use have their turn, each with the kind of empty content that goes along with it.
    private static func reasoningDelta(_ index: Int) -> String {
        let text = reasoningText(index)
        return index.isMultiple(of: 2)
            ? #"{"content":"","reasoning":"\#(text)"}"#
            : #"{"content":null,"reasoning_content":"\#(text)"}"#
    }
}
