// SPDX-License-Identifier: Apache-2.0

internal import CEpoll

/// Searches in parts of arrays, and decimal numbers of a fixed width.
enum Bytes {
    /// Where a byte stands in a part of an array, or the end of the part.
    static func find(_ byte: UInt8, in bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        Int(unsafe cepoll_find_byte(bytes, Int64(start), Int64(end), byte))
    }

    /// Where some bytes stand in a part of an array; nil when they do not.
    static func find(_ wanted: [UInt8], in bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        let position = unsafe cepoll_find(bytes, Int64(start), Int64(end), wanted, wanted.count)
        return position >= 0 ? Int(position) : nil
    }

    /// Writes a number with leading zeros.
    static func write(_ number: UInt64, digits: Int, into bytes: inout [UInt8], at start: Int) {
        var rest = number
        var position = start + digits
        while position > start {
            position -= 1
            let next = rest / 10
            bytes[position] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest &- next &* 10)
            rest = next
        }
    }

    /// Reads the digits from a place on.
    static func number(in bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        var number = 0
        var position = start
        while position < end, case let digit = bytes[position] &- UInt8(ascii: "0"), digit < 10 {
            number = number &* 10 &+ Int(digit)
            position += 1
        }
        return number
    }
}
