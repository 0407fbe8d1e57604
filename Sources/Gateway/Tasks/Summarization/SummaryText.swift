// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// Takes from a model's answer what is not the summary.
///
/// Models put thoughts, an introduction, fences, quotation marks or a closing offer around it, even when they are told
/// not to.
enum SummaryText {
    /// The summary alone, valid UTF-8 as the answer is; empty when the answer holds nothing else.
    static func clean(_ answer: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = answer.withoutThoughts(onOwnLine: true)
        // One wrapping may hold another: a fence in quotation marks behind an introduction. Each round takes something
        // off, so it ends; answers are not wrapped in more than a few.
        for _ in 0..<8 {
            let before = text.count
            text = summaryMember(text.withoutAnswerMarks().withoutFence()).trimmed()
            text = SummaryOffer.removed(SummaryIntroduction.removed(text))
            text = withoutQuotes(text.trimmed()).trimmed()
            if text.count == before { break }
        }
        return text
    }

    /// The summary of an answer that is a JSON object with nothing but that in it.
    private static func summaryMember(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard text.first == UInt8(ascii: "{") else { return text }
        var reader = JSONReader(text)
        do {
            try reader.beginObject()
            guard let key = try reader.nextKey(), key.equals("summary") else { return text }
            let summary = try reader.readString()
            guard try reader.nextKey() == nil else { return text }
            try reader.finish()
            return summary.utf8()
        } catch {
            return text
        }
    }

    private static let quotes: [(open: StaticString, close: StaticString)] = [
        ("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»"), ("»", "«"), ("「", "」"), ("『", "』"), ("'", "'"), ("‘", "’"),
    ]

    /// The text without quotation marks around the whole of it; those around its first and last words stay.
    private static func withoutQuotes(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        for (open, close) in quotes {
            let (first, last) = ("\(open)".utf8, "\(close)".utf8)
            guard text.count >= first.count + last.count, text.starts(with: first),
                text.suffix(last.count).elementsEqual(last)
            else { continue }
            let inner = text.dropFirst(first.count).dropLast(last.count)
            return inner.position(of: open) == nil && inner.position(of: close) == nil ? inner : text
        }
        return text
    }
}
