// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

extension ByteString {
    /// The text of an HTML page, or of a text with tags in it; scripts and styles are no text.
    var withoutTags: ByteString {
        var text: [UInt8] = []
        var position = bytes.startIndex
        while let open = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            text += bytes[position..<open]
            guard isTag(at: open) else {
                text.append(UInt8(ascii: "<"))
                position = open + 1
                continue
            }
            text.append(UInt8(ascii: " "))
            position = endOfTag(at: open)
        }
        return ByteString(text + bytes[position...])
    }

    /// Whether a bracket begins a tag: behind it comes a letter, a slash or a mark; anything else is "less than".
    private func isTag(at open: Int) -> Bool {
        guard open + 1 < bytes.endIndex else { return false }
        let next = bytes[open + 1]
        return next.isASCIILetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
    }

    private func endOfTag(at open: Int) -> Int {
        let rest = ByteString(bytes[open...])
        if rest.hasPrefix("<!--") { return firstRange(of: "-->", from: open)?.upperBound ?? bytes.endIndex }
        var position = open
        for element in ["script", "style"] as [ByteString]
        where ByteString(bytes[(open + 1)...]).hasPrefixIgnoringCase(element) {
            position = positionOfClosing(element, from: open)
        }
        return bytes[position...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.endIndex
    }

    /// Where the closing tag of an element begins; the end when it is never closed.
    private func positionOfClosing(_ element: ByteString, from start: Int) -> Int {
        var position = start
        while let slash = firstRange(of: "</", from: position) {
            if ByteString(bytes[slash.upperBound...]).hasPrefixIgnoringCase(element) { return slash.lowerBound }
            position = slash.upperBound
        }
        return bytes.endIndex
    }
}
