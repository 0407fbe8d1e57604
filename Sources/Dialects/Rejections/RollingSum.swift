// SPDX-License-Identifier: Apache-2.0

/// Sums of a fixed number of neighbouring bytes, each made from the one before.
///
/// Source: Karp, Rabin, Efficient randomized pattern-matching algorithms, IBM J. Res. Dev. 31 (1987).
enum RollingSum {
    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The sum of bytes.
    static func sum(of bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 &* base &+ UInt64($1) &+ 1 }
    }

    /// Calls with the offset and the sum of every so many bytes in a row.
    static func forEach(of bytes: ArraySlice<UInt8>, length: Int, _ body: (_ offset: Int, _ sum: UInt64) -> Void) {
        guard length > 0, bytes.count >= length else { return }
        let highest = (1..<length).reduce(UInt64(1)) { power, _ in power &* base }
        var sum = sum(of: bytes.prefix(length))
        body(0, sum)
        for offset in 1..<max(1, bytes.count - length + 1) {
            let leaving = UInt64(bytes[bytes.startIndex + offset - 1]) &+ 1
            let coming = UInt64(bytes[bytes.startIndex + offset + length - 1]) &+ 1
            sum = (sum &- leaving &* highest) &* base &+ coming
            body(offset, sum)
        }
    }
}
