// SPDX-License-Identifier: Apache-2.0

/// Finds stamps in a stream of bytes, however it is cut.
struct StampScanner {
    /// The position in the stamp that is being read; 0 outside.
    private var position = 0
    private var sequence = 0
    private var nanoseconds: UInt64 = 0

    /// The next stamp that ends within a part of an array; nil when the part is used up.
    ///
    /// The beginning of the part moves behind the stamp.
    mutating func next(in bytes: [UInt8], _ start: inout Int, _ end: Int) -> Stamp? {
        while start < end {
            if position == 0 {
                start = Bytes.find(Stamp.mark, in: bytes, start, end)
                guard start < end else { return nil }
                (position, sequence, nanoseconds) = (1, 0, 0)
                start += 1
                continue
            }
            let byte = bytes[start]
            start += 1
            if position == Stamp.count - 1 {
                position = 0
                if byte == Stamp.mark { return Stamp(sequence: sequence, nanoseconds: nanoseconds) }
                continue
            }
            let digit = byte &- UInt8(ascii: "0")
            if position <= Stamp.sequenceDigits, digit < 10 {
                sequence = sequence &* 10 &+ Int(digit)
            } else if position > Stamp.sequenceDigits + 1, digit < 10 {
                nanoseconds = nanoseconds &* 10 &+ UInt64(digit)
            } else if position != Stamp.sequenceDigits + 1 || byte != UInt8(ascii: ":") {
                // No stamp; the byte may begin one.
                position = byte == Stamp.mark ? 1 : 0
                (sequence, nanoseconds) = (0, 0)
                continue
            }
            position += 1
        }
        return nil
    }
}
