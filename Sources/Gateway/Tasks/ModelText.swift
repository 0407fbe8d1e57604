// SPDX-License-Identifier: Apache-2.0

/// What models put around a text that was to come alone.
extension String {
    /// The text without the thoughts at its start: what stands in `<think>` tags, of which the opening one may be missing.
    ///
    /// Templates of local servers often put the opening tag into the prompt, so that only the closing one appears. A
    /// text that is all thought becomes empty.
    func withoutThoughts() -> String {
        let text = trimmed()
        let begins = text.hasPrefix("<think>")
        guard begins || !text.contains("<think>") else { return text }
        guard let close = text.firstRange(of: "</think>") else { return begins ? "" : text }
        return String(text[close.upperBound...]).trimmed()
    }

    /// The text inside a Markdown code fence, when that is all there is.
    func withoutFence() -> String {
        let text = trimmed()
        guard text.hasPrefix("```"), text.hasSuffix("```"), let lineEnd = text.firstIndex(of: "\n") else { return text }
        let inner = text[text.index(after: lineEnd)...].dropLast(3)
        return inner.contains("```") ? text : String(inner).trimmed()
    }

    /// The text without blanks, line ends and byte order marks around it.
    func trimmed() -> String {
        trimming { $0.isWhitespace || $0 == "\u{FEFF}" }
    }

    /// The text without certain characters around it.
    func trimming(_ isTrimmed: (Character) -> Bool) -> String {
        var text = self[...]
        while let first = text.first, isTrimmed(first) { text.removeFirst() }
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return String(text)
    }

    /// The end of the text, cut between characters, as far as it fits into `count` bytes of UTF-8.
    func suffix(ofBytes count: Int) -> String {
        guard utf8.count > count else { return self }
        let bytes = utf8.suffix(count).drop { $0 & 0xC0 == 0x80 }
        return String(decoding: bytes, as: UTF8.self)
    }
}
