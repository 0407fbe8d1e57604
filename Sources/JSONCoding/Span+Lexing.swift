// SPDX-License-Identifier: Apache-2.0

// The reader's view of its input; offsets are those of ``JSONError``.
extension Span where Element == UInt8 {
    /// The offset of the first byte at or after `start` that is not white space (RFC 8259 section 2).
    @inline(__always)
    func endOfWhiteSpace(from start: Int) -> Int {
        var offset = start
        while offset < count {
            let byte = self[offset]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
            offset &+= 1
        }
        return offset
    }

    /// Checks the string whose opening quotation mark is at `opening`.
    func scanString(at opening: Int, validatesUTF8: Bool) throws(JSONError) -> JSONStringExtent {
        let start = opening &+ 1
        var offset = start
        var seen: UInt64 = 0
        var hasEscapes = false
        while true {
            offset = endOfPlainText(from: offset, seen: &seen)
            guard offset < count else { throw JSONError(.unexpectedEnd, at: offset) }
            let byte = self[offset]
            if byte == UInt8(ascii: "\"") {
                break
            }
            guard byte == UInt8(ascii: "\\") else { throw JSONError(.controlCharacter, at: offset) }
            hasEscapes = true
            offset = try endOfEscape(at: offset)
        }
        var isKnownUTF8 = seen & 0x8080_8080_8080_8080 == 0
        if !isKnownUTF8, validatesUTF8 {
            if let invalid = extracting(start..<offset).firstInvalidUTF8() {
                throw JSONError(.invalidUTF8, at: start + invalid)
            }
            isKnownUTF8 = true
        }
        return JSONStringExtent(start: start, end: offset, hasEscapes: hasEscapes, isKnownUTF8: isKnownUTF8)
    }

    /// Checks the escape whose backslash is at `offset` and returns the offset behind it.
    private func endOfEscape(at offset: Int) throws(JSONError) -> Int {
        guard offset + 1 < count else { throw JSONError(.unexpectedEnd, at: count) }
        switch self[offset + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return offset + 2
        case UInt8(ascii: "u"):
            if hexadecimalCodeUnit(at: offset + 2) != nil {
                return offset + 6
            }
            let isCut = count < offset + 6 && (offset + 2..<count).allSatisfy { hexadecimalDigit(at: $0) != nil }
            throw isCut ? JSONError(.unexpectedEnd, at: count) : JSONError(.invalidEscape, at: offset)
        default:
            throw JSONError(.invalidEscape, at: offset)
        }
    }

    /// Checks the number that begins at `start` and returns the offset behind it (RFC 8259 section 6).
    func endOfNumber(from start: Int) throws(JSONError) -> Int {
        let integer = self[start] == UInt8(ascii: "-") ? start &+ 1 : start
        var offset = try endOfDigits(from: integer)
        if offset > integer &+ 1, self[integer] == UInt8(ascii: "0") {
            throw JSONError(.malformedNumber, at: integer)
        }
        if offset < count, self[offset] == UInt8(ascii: ".") {
            offset = try endOfDigits(from: offset &+ 1)
        }
        if offset < count, self[offset] | 0x20 == UInt8(ascii: "e") {
            offset &+= 1
            if offset < count, self[offset] == UInt8(ascii: "+") || self[offset] == UInt8(ascii: "-") {
                offset &+= 1
            }
            offset = try endOfDigits(from: offset)
        }
        return offset
    }

    /// The offset behind the digits at `start`, of which there must be at least one.
    @inline(__always)
    private func endOfDigits(from start: Int) throws(JSONError) -> Int {
        var offset = start
        while offset < count, self[offset] &- UInt8(ascii: "0") < 10 {
            offset &+= 1
        }
        guard offset > start else {
            throw JSONError(offset < count ? .malformedNumber : .unexpectedEnd, at: offset)
        }
        return offset
    }

    /// Checks the literal at `start`, whose first letter is known; `rest` holds the others as one integer.
    func endOfLiteral(from start: Int, rest: UInt32, length: Int) throws(JSONError) -> Int {
        for index in 1..<length {
            guard start + index < count else { throw JSONError(.unexpectedEnd, at: count) }
            let letter = UInt8(truncatingIfNeeded: rest >> (8 * UInt32(length - 1 - index)))
            guard self[start + index] == letter else { throw JSONError(.malformedLiteral, at: start) }
        }
        return start + length
    }
}
