// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

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
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var text = ByteString(self).trimming(\.isSpace).bytes
        while text.starts(with: mark) { text = ByteString(text.dropFirst(mark.count)).trimming(\.isSpace).bytes }
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

    /// The last bytes, cut between characters.
    func tail(_ count: Int) -> ArraySlice<UInt8> {
        self.count > count ? suffix(count).drop { $0 & 0xC0 == 0x80 } : self
    }
}

extension ByteString {
    /// The text without blanks of all scripts, line ends and byte order marks around it.
    var bare: ByteString { trimmingScalars(\.isBlankOrMark) }
}

extension Unicode.Scalar {
    /// Whether this is a blank of any script, a line end or a byte order mark.
    var isBlankOrMark: Bool {
        properties.isWhitespace || self == "\u{FEFF}"  // text: one scalar at a time
    }
}

extension UInt8 {
    /// Whether this is whitespace as C has it.
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
