// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// What an answer says, before a dialect gives it a form.
struct AnswerContent {
    let behaviour: Behaviour
    let identity: AnswerIdentity
    let usage: UsageCounts
    let text: TextSource
    let isRefusal: Bool
    /// Whether the request asked for token counts.
    let includesUsage: Bool

    /// All reasoning as one text, which needs no escapes.
    var reasoning: String {
        (0..<behaviour.reasoning).map(Self.reasoning).joined()
    }

    /// The text of the reasoning delta with that index, easy to find where it should not be.
    static func reasoning(_ index: Int) -> String {
        "reasoning-\(index) "
    }

    func appendText(to buffer: inout ByteBuffer) {
        appendText(text.indices, to: &buffer)
    }

    func appendText(_ indices: Range<Int>, to buffer: inout ByteBuffer) {
        for index in indices {
            text.append(index: index, to: &buffer)
        }
    }

    /// The ranges of the pieces of text that stand in the parts of a plain answer; none when there is no text.
    var partRanges: [Range<Int>] {
        let parts = min(behaviour.parts, text.count)
        return (0..<parts).map { (text.count * $0 / parts)..<(text.count * ($0 + 1) / parts) }
    }
}
