// SPDX-License-Identifier: Apache-2.0

/// The Base64 of bytes that may stand anywhere in a longer text.
///
/// Source: RFC 4648, 4 and 5.
enum Base64Text {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

    /// What the bytes become in both alphabets, for each of the three places in which they can begin; what depends on
    /// the bytes around them is left out.
    static func encodings(of bytes: [UInt8]) -> [[UInt8]] {
        (0..<3).flatMap { offset in
            ["+/", "-_"].map { last in
                let alphabet = letters + Array(last.utf8)
                let padded = [UInt8](repeating: 0, count: offset) + bytes
                // A letter holds six bits: those that are not wholly of these bytes are left out.
                let first = (offset * 8 + 5) / 6
                return (first..<max(first, padded.count * 8 / 6)).map { alphabet[Int(bits(of: padded, letter: $0))] }
            }
        }
    }

    private static func bits(of bytes: [UInt8], letter: Int) -> UInt8 {
        let position = letter * 6
        let high = UInt16(bytes[position / 8]) << 8
        let low = position / 8 + 1 < bytes.count ? UInt16(bytes[position / 8 + 1]) : 0
        return UInt8((high | low) >> UInt16(10 - position % 8) & 0x3F)
    }
}
