// SPDX-License-Identifier: Apache-2.0

extension String {
    /// The text of an HTML page, or of a text with tags in it; scripts and styles are no text.
    func withoutTags() -> String {
        var text = ""
        var rest = self[...]
        while let open = rest.firstIndex(of: "<") {
            text += rest[..<open]
            // A tag begins with a letter, a slash or a mark right behind the bracket; anything else is "less than".
            guard let next = rest[open...].dropFirst().first, next.isLetter || "/!?".contains(next) else {
                text += "<"
                rest = rest[open...].dropFirst()
                continue
            }
            text += " "
            let tag = rest[open...].prefix(8).lowercased()
            rest = rest[open...]
            for element in ["script", "style"] where tag.hasPrefix("<" + element) {
                rest = rest.after(closing: element)
            }
            if rest.hasPrefix("<!--") { rest = rest.after("-->") } else { rest = rest.after(">") }
        }
        return text + rest
    }

    /// The text in one line: without characters that control a terminal or turn the direction of writing, every run of
    /// blanks as one, and cut to `limit` Unicode scalars, from 1.
    func singleLine(limit: Int) -> String {
        var line = String.UnicodeScalarView()
        var isAfterBlank = true
        for scalar in unicodeScalars {
            let isBlank = scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
            if isBlank, !isAfterBlank { line.append(" ") }
            isAfterBlank = isBlank || isAfterBlank && scalar.isInvisible
            if isBlank || scalar.isInvisible { continue }
            line.append(scalar)
        }
        if line.last == " " { line.removeLast() }
        guard line.count > limit else { return String(line) }
        return String(line.prefix(limit - 1)) + "…"
    }
}

extension Substring {
    fileprivate func after(_ mark: Character) -> Substring {
        firstIndex(of: mark).map { self[index(after: $0)...] } ?? self[endIndex...]
    }

    fileprivate func after(_ mark: String) -> Substring {
        var rest = self
        while !rest.isEmpty, !rest.hasPrefix(mark) { rest.removeFirst() }
        return rest.dropFirst(mark.count)
    }

    /// What begins with the closing tag of an element; nothing when it is never closed.
    fileprivate func after(closing element: String) -> Substring {
        var rest = self
        while !rest.isEmpty {
            if rest.first == "<", rest.prefix(element.count + 2).lowercased() == "</" + element { break }
            rest.removeFirst()
        }
        return rest
    }
}

extension Unicode.Scalar {
    /// Whether it is a formatting character: marks of direction, joiners, byte order marks.
    fileprivate var isInvisible: Bool {
        // The joiner of emoji is one as well, but belongs to what is seen.
        properties.generalCategory == .format && self != "\u{200D}"
    }
}
