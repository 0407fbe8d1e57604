// SPDX-License-Identifier: Apache-2.0

/// What models put around a text that was to come alone.
///
/// All of it is done with bytes: an answer may be megabytes, and to look at it character by character can take time that
/// grows with the square of its length.
extension ArraySlice<UInt8> {
    /// The text inside a Markdown code fence, when that is all there is.
    func withoutFence() -> ArraySlice<UInt8> {
        let text = trimmed()
        guard text.count > 6, text.starts(with: "```".utf8), text.suffix(3).elementsEqual("```".utf8) else {
            return text
        }
        var inner = text.dropFirst(3).dropLast(3)
        guard inner.position(of: "```") == nil else { return text }
        // The word behind the opening fence is a language.
        let line = inner.prefix { $0 != UInt8(ascii: "\n") }
        if line.endIndex < inner.endIndex, !line.trimmed().contains(UInt8(ascii: " ")) {
            inner = inner[(line.endIndex + 1)...]
        }
        return inner.trimmed()
    }

    /// The text without blanks, line ends and byte order marks around it.
    func trimmed() -> ArraySlice<UInt8> {
        var text = self
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        while let first = text.first {
            guard first.isBlank || text.starts(with: mark) else { break }
            text.removeFirst(first.isBlank ? 1 : mark.count)
        }
        while let last = text.last, last.isBlank { text.removeLast() }
        return text
    }

    /// Where a text of ASCII stands first.
    func position(of needle: StaticString) -> Int? {
        let needle = Array("\(needle)".utf8)
        guard let first = needle.first else { return startIndex }
        var rest = self
        while let start = rest.firstIndex(of: first) {
            if self[start...].starts(with: needle) { return start }
            rest = self[(start + 1)...]
        }
        return nil
    }

    /// The first bytes, cut between characters.
    func head(_ count: Int) -> String {
        guard self.count > count else { return String(decoding: self, as: UTF8.self) }
        var end = startIndex + count
        while end > startIndex, self[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: self[..<end], as: UTF8.self)
    }

    /// The last bytes, cut between characters.
    func tail(_ count: Int) -> ArraySlice<UInt8> {
        self.count > count ? suffix(count).drop { $0 & 0xC0 == 0x80 } : self
    }
}

extension String {
    /// The text without blanks, line ends and byte order marks around it.
    func trimmed() -> String {
        trimming { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
    }

    /// The text without certain scalars around it.
    func trimming(_ isTrimmed: (Unicode.Scalar) -> Bool) -> String {
        var text = unicodeScalars[...]
        while let first = text.first, isTrimmed(first) { text.removeFirst() }
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return String(String.UnicodeScalarView(text))
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
