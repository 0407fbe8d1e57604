// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

extension ArraySlice<UInt8> {
    /// The text without what the model thought: without the parts between marks of thoughts, of which either one may be
    /// missing, and without all channels but the final one.
    ///
    /// Templates of local servers often put the opening mark into the prompt, so that only the closing one appears. A
    /// text that is all thought becomes empty. With `onOwnLine` an opening mark must stand at the start of a line, and a
    /// closing one without it at the start or the end of one, because the text may be about such marks. Marks in quotation
    /// marks are none.
    func withoutThoughts(onOwnLine: Bool) -> ArraySlice<UInt8> {
        let text = (MessageChannels.answer(in: self, atStart: onOwnLine) ?? self).trimmed()
        var kept: [Range<Int>] = []
        // Where what is kept begins; nil within a thought.
        var start: Int? = text.startIndex
        var hasThoughts = false
        for mark in text.marksOfThoughts {
            if mark.isClosing {
                guard start != nil else {
                    start = mark.range.upperBound
                    continue
                }
                guard !onOwnLine || hasThoughts || text.isAtLineEdge(mark.range) else { continue }
                kept = []
                start = mark.range.upperBound
            } else {
                guard let begin = start, !onOwnLine || text.isAtLineStart(mark.range, after: begin) else { continue }
                kept.append(begin..<mark.range.lowerBound)
                start = nil
            }
            hasThoughts = true
        }
        guard hasThoughts else { return text }
        if let start { kept.append(start..<text.endIndex) }
        let parts = kept.map { text[$0] }.filter { $0.contains { !$0.isBlank } }
        return parts.count == 1 ? parts[0].trimmed() : Array(parts.joined())[...].trimmed()
    }

    /// The text between two marks of an answer, when that is all there is.
    func withoutAnswerMarks() -> ArraySlice<UInt8> {
        guard let opening = TextMark(self, at: startIndex), opening.isOfAnswer, !opening.isClosing,
            let bracket = lastIndex(where: \.isStartOfMark), bracket >= opening.range.upperBound,
            let closing = TextMark(self, at: bracket), closing.isClosing, closing.name == opening.name,
            closing.range.upperBound == endIndex
        else { return self }
        return self[opening.range.upperBound..<closing.range.lowerBound].trimmed()
    }

    private var marksOfThoughts: some Sequence<TextMark> {
        sequence(state: startIndex) { position -> TextMark? in
            while let start = self[position...].firstIndex(where: \.isStartOfMark) {
                position = start + 1
                guard let mark = TextMark(self, at: start) else { continue }
                position = mark.range.upperBound
                if mark.isOfThoughts, !isQuoted(mark.range) { return mark }
            }
            return nil
        }
    }

    private func isQuoted(_ range: Range<Int>) -> Bool {
        let quotes: [UInt8] = [UInt8(ascii: "`"), UInt8(ascii: "\""), UInt8(ascii: "'")]
        guard range.lowerBound > startIndex, range.upperBound < endIndex else { return false }
        return quotes.contains(self[range.lowerBound - 1]) && quotes.contains(self[range.upperBound])
    }

    /// Whether nothing but blanks stands before a range on its line, or between it and an index.
    private func isAtLineStart(_ range: Range<Int>, after index: Int) -> Bool {
        for byte in self[index..<range.lowerBound].reversed() {
            if byte.isLineEnd { return true }
            if !byte.isBlank { return false }
        }
        return true
    }

    /// Whether a range begins or ends a line, but for the text's last one.
    private func isAtLineEdge(_ range: Range<Int>) -> Bool {
        range.lowerBound == startIndex || self[range.lowerBound - 1].isLineEnd
            || self[range.upperBound...].first?.isLineEnd == true
    }
}

extension UInt8 {
    fileprivate var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}
