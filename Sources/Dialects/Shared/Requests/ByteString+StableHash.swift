// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

extension ByteString {
    /// A short text that stands for this one, the same in every process: FNV-1a of 64 bits, in hexadecimal digits.
    var stableHash: String {
        String(bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }, radix: 16)
    }

    /// The start of this text, each byte that is not allowed become `_`, and behind it the hash of all of it.
    ///
    /// - Parameters:
    ///   - longest: The most bytes of the result.
    ///   - isAllowed: Whether a byte may stay.
    /// - Returns: The text that stands for this one.
    func hashed(longest: Int, _ isAllowed: (UInt8) -> Bool) -> ByteString {
        let hash = stableHash
        let start = bytes.prefix(longest - hash.utf8.count - 1).map { isAllowed($0) ? $0 : UInt8(ascii: "_") }
        return ByteString(start + "_".utf8 + hash.utf8)
    }
}
