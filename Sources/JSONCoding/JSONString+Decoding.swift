// SPDX-License-Identifier: Apache-2.0

extension JSONString {
    /// Appends the decoded string as well-formed UTF-8.
    package func append(to output: inout [UInt8]) {
        // Escapes are ASCII, so repairing the UTF-8 around them first gives the same as doing it between them.
        var source = raw
        if !isWellFormed { source = Array(String(decoding: raw, as: UTF8.self).utf8)[...] }  // text: repaired
        guard hasEscapes else {
            output.append(contentsOf: source)
            return
        }
        let span = source.span
        let base = source.startIndex
        var seen: UInt64 = 0
        var offset = 0
        while offset < span.count {
            // The reader let no quotation mark and no control character pass, so this stops at backslashes.
            let runEnd = span.endOfPlainText(from: offset, seen: &seen)
            if runEnd > offset {
                output.append(contentsOf: source[base + offset..<base + runEnd])
            }
            guard runEnd < span.count else { break }
            offset = Self.decodeEscape(span, at: runEnd, to: &output)
        }
    }

    /// Appends the character of the escape at `offset` and returns the offset behind it.
    private static func decodeEscape(_ span: Span<UInt8>, at offset: Int, to output: inout [UInt8]) -> Int {
        guard offset + 1 < span.count else { return span.count }
        let letter = span[offset + 1]
        switch letter {
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0C)
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "u"):
            return decodeUnicodeEscape(span, at: offset, to: &output)
        default:
            output.append(letter)
        }
        return offset + 2
    }

    private static func decodeUnicodeEscape(_ span: Span<UInt8>, at offset: Int, to output: inout [UInt8]) -> Int {
        guard let first = span.hexadecimalCodeUnit(at: offset + 2) else { return span.count }
        var value = UInt32(first)
        var end = offset + 6
        if UTF16.isLeadSurrogate(first), end + 1 < span.count,
            span[end] == UInt8(ascii: "\\"), span[end + 1] == UInt8(ascii: "u"),
            let second = span.hexadecimalCodeUnit(at: end + 2), UTF16.isTrailSurrogate(second)
        {
            value = 0x1_0000 + (value & 0x3FF) << 10 + UInt32(second) & 0x3FF
            end += 6
        }
        // A surrogate that stands alone is no scalar.
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        for byte in Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter {
            output.append(byte)
        }
        return end
    }
}
