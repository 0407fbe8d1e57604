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

    /// The offset of the first LF or CR at or after `start`, or nil if there is none.
    func firstNewline(from start: Int) -> Int? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var offset = start
        while count &- offset >= 8 {
            let word = word(at: offset)
            // A byte of these is zero where the text has LF or CR. `(x - 1) & ~x & 0x80` then marks zero bytes; a
            // false mark can only stand above a true one, so the lowest mark is right.
            let lineFeed = word ^ (ones &* 0x0A)
            let carriageReturn = word ^ (ones &* 0x0D)
            let marks =
                ((lineFeed &- ones) & ~lineFeed | (carriageReturn &- ones) & ~carriageReturn) & (ones &* 0x80)
            if marks != 0 {
                return offset &+ marks.trailingZeroBitCount &>> 3
            }
            offset &+= 8
        }
        while offset < count {
            if self[offset] == 0x0A || self[offset] == 0x0D {
                return offset
            }
            offset &+= 1
        }
        return nil
    }
}
