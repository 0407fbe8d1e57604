// SPDX-License-Identifier: Apache-2.0

extension Span where Element == UInt8 {
    /// The eight bytes from `offset` on, the first one in the lowest bits.
    ///
    /// The extracted part has a known count, so the compiler drops the eight bounds checks and emits a single load.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        let part = extracting(offset..<offset &+ 8)
        let low =
            UInt64(part[0]) | UInt64(part[1]) &<< 8 | UInt64(part[2]) &<< 16 | UInt64(part[3]) &<< 24
        let high =
            UInt64(part[4]) &<< 32 | UInt64(part[5]) &<< 40 | UInt64(part[6]) &<< 48 | UInt64(part[7]) &<< 56
        return low | high
    }

    /// The offset of the first quotation mark, backslash or control character at or after `start`; the count if none.
    ///
    /// These are the bytes that cannot stand for themselves in a string (RFC 8259 section 7). All bytes before the
    /// result are combined into `seen`, whose high bits then tell whether any of them is outside ASCII.
    @inline(__always)
    func endOfPlainText(from start: Int, seen: inout UInt64) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var offset = start
        while count &- offset >= 8 {
            let word = word(at: offset)
            // A byte of the first two is zero where the text has the character; `(x - n) & ~x & 0x80` marks bytes below
            // n. A false mark can only stand above a true one, so the lowest mark is right.
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let marks =
                ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash
                    | (word &- ones &* 0x20) & ~word) & (ones &* 0x80)
            if marks != 0 {
                seen |= word & ((marks & (0 &- marks)) &- 1)
                return offset &+ marks.trailingZeroBitCount &>> 3
            }
            seen |= word
            offset &+= 8
        }
        while offset < count {
            let byte = self[offset]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 {
                return offset
            }
            seen |= UInt64(byte)
            offset &+= 1
        }
        return offset
    }

    /// The value of the four hexadecimal digits at `offset`, or nil if they are not digits or not all there.
    func hexadecimalCodeUnit(at offset: Int) -> UInt16? {
        guard count &- offset >= 4 else { return nil }
        var value: UInt16 = 0
        for index in offset..<offset &+ 4 {
            guard let digit = hexadecimalDigit(at: index) else { return nil }
            value = value &<< 4 | UInt16(digit)
        }
        return value
    }

    /// The value of the hexadecimal digit at `offset`, or nil if it is none.
    @inline(__always)
    func hexadecimalDigit(at offset: Int) -> UInt8? {
        let byte = self[offset]
        if byte &- UInt8(ascii: "0") < 10 {
            return byte &- UInt8(ascii: "0")
        }
        let letter = byte | 0x20
        return letter &- UInt8(ascii: "a") < 6 ? letter &- UInt8(ascii: "a") &+ 10 : nil
    }

    /// The offset of the first byte that is not part of well-formed UTF-8, or nil if all of it is.
    func firstInvalidUTF8() -> Int? {
        do {
            _ = try UTF8Span(validating: self)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }
}
