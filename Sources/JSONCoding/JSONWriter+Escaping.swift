// SPDX-License-Identifier: Apache-2.0

extension JSONWriter {
    /// Appends UTF-8 as the content of a JSON string, without the quotation marks.
    ///
    /// Quotation marks, backslashes and control characters are escaped (RFC 8259 section 7), nothing else is changed.
    /// The bytes must be well-formed UTF-8, which is not checked.
    package static func appendEscaped(_ utf8: ArraySlice<UInt8>, to output: inout [UInt8]) {
        let span = utf8.span
        let base = utf8.startIndex
        var seen: UInt64 = 0
        var offset = 0
        while true {
            let runEnd = span.endOfPlainText(from: offset, seen: &seen)
            if runEnd > offset {
                output.append(contentsOf: utf8[base &+ offset..<base &+ runEnd])
            }
            guard runEnd < span.count else { return }
            appendEscape(of: span[runEnd], to: &output)
            offset = runEnd &+ 1
        }
    }

    /// How many bytes the escapes add to UTF-8 that is written as the content of a JSON string.
    package static func escapeSize(of utf8: ArraySlice<UInt8>) -> Int {
        var size = 0
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x08, 0x09, 0x0A, 0x0C, 0x0D: size += 1
            case ..<0x20: size += 5
            default: break
            }
        }
        return size
    }

    /// Appends text as the content of a string; text without anything to escape is appended as a whole.
    mutating func appendEscaped(_ text: String) {
        let start = storage.count
        storage.append(contentsOf: text.utf8)
        var seen: UInt64 = 0
        guard storage.span.endOfPlainText(from: start, seen: &seen) < storage.count else { return }
        let copy = Array(storage[start...])
        storage.removeSubrange(start...)
        Self.appendEscaped(copy[...], to: &storage)
    }

    private static func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x09: output.append(UInt8(ascii: "t"))
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0C: output.append(UInt8(ascii: "f"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        default:
            output.append(contentsOf: "u00".utf8)
            output.append(hexadecimalDigit(byte >> 4))
            output.append(hexadecimalDigit(byte & 0xF))
        }
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
