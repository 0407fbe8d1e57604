// SPDX-License-Identifier: Apache-2.0

/// What the text of each chunk begins with: `~SEQUENCE:NANOSECONDS~`, both numbers of a fixed width.
///
/// The sequence counts the chunks of a stream from 0; the nanoseconds are the time of sending, see ``Clock``.
struct Stamp: Equatable {
    /// The digits of the sequence.
    static let sequenceDigits = 8
    /// The digits of the time.
    static let timeDigits = 16
    /// The bytes of a stamp.
    static let count = 3 + sequenceDigits + timeDigits
    /// The byte at both ends; no other part of a chunk has it.
    static let mark = UInt8(ascii: "~")

    /// The position of the chunk in its stream, from 0.
    var sequence: Int
    /// When it was sent.
    var nanoseconds: UInt64

    /// Writes the stamp into an array, at a place that has a stamp already or room for one.
    func write(into bytes: inout [UInt8], at start: Int) {
        bytes[start] = Self.mark
        Bytes.write(UInt64(sequence), digits: Self.sequenceDigits, into: &bytes, at: start + 1)
        bytes[start + 1 + Self.sequenceDigits] = UInt8(ascii: ":")
        Bytes.write(nanoseconds, digits: Self.timeDigits, into: &bytes, at: start + 2 + Self.sequenceDigits)
        bytes[start + Self.count - 1] = Self.mark
    }
}
