// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

extension ByteString {
    /// The text in one line: without characters that control a terminal or turn the direction of writing, every run of
    /// blanks as one, and cut to `limit` bytes, from 3, between two Unicode scalars.
    func singleLine(limit: Int) -> String {
        var line = String.UnicodeScalarView()
        var isAfterBlank = true
        for scalar in scalars {
            let isBlank = scalar.isBlank
            if isBlank, !isAfterBlank { line.append(" ") }
            isAfterBlank = isBlank || isAfterBlank && scalar.isInvisible
            if isBlank || scalar.isInvisible { continue }
            line.append(scalar)
        }
        if line.last == " " { line.removeLast() }
        let text = ByteString(String(line))
        guard text.count > limit else { return String(line) }
        return text.prefix(bytes: limit - "…".utf8.count).string + "…"  // text: for a message
    }
}

extension Unicode.Scalar {
    /// Whether it is shown as a blank.
    fileprivate var isBlank: Bool {
        properties.isWhitespace || properties.generalCategory == .control  // text: one scalar at a time
    }

    /// Whether it is a formatting character: marks of direction, joiners, byte order marks.
    fileprivate var isInvisible: Bool {
        // The joiner of emoji is one as well, but belongs to what is seen.
        properties.generalCategory == .format && self != "\u{200D}"
    }
}
