// SPDX-License-Identifier: Apache-2.0

/// A range of addresses in CIDR notation (RFC 4632): `10.0.0.0/8`, `2001:db8::/32`, or a single address.
package struct AddressRange: Sendable, Hashable, CustomStringConvertible {
    private let address: IPAddress
    /// How many bits of the address count.
    private let length: Int
    package let description: String

    /// Reads a range.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = IPAddress(first) else { return nil }
        let bits = address.bytes.count * 8
        if parts.count == 2 {
            // An IPv4 address that is written as an IPv6 one has 96 bits before it.
            let before = bits == 32 && first.contains(":") ? 96 : 0
            guard let length = Int(parts[1]), (0...bits).contains(length - before) else { return nil }
            self.length = length - before
        } else {
            length = bits
        }
        self.address = address
        description = String(text)
    }

    /// Whether an address is in the range.
    package func contains(_ other: IPAddress) -> Bool {
        guard other.bytes.count == address.bytes.count else { return false }
        let whole = length / 8
        guard other.bytes[..<whole] == address.bytes[..<whole] else { return false }
        let rest = length % 8
        guard rest > 0 else { return true }
        return (other.bytes[whole] ^ address.bytes[whole]) >> (8 - rest) == 0
    }
}
