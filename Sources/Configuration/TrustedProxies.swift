// SPDX-License-Identifier: Apache-2.0

package import Upstream

/// The proxies before the web server whose word on a caller's address counts: `GATEWAY_TRUSTED_PROXIES`.
package struct TrustedProxies: Sendable, Equatable {
    /// Their addresses; none by default.
    package var ranges: [AddressRange] = []
    /// Whether a peer without an address, who came over a unix socket, is one of them: nginx passes `unix:` for it.
    package var includesUnixPeers = false

    /// Trusts nobody.
    package init() {}

    /// Reads a list that is separated by commas or blanks: addresses, ranges in CIDR notation, `unix:`.
    package init?(_ text: String) {
        for word in text.split(whereSeparator: { $0 == "," || $0 == " " }) {
            if word == "unix:" {
                includesUnixPeers = true
            } else if let range = AddressRange(word) {
                ranges.append(range)
            } else {
                return nil
            }
        }
        guard includesUnixPeers || !ranges.isEmpty else { return nil }
    }

    /// The list as it is written.
    var description: String {
        (ranges.map(\.description) + (includesUnixPeers ? ["unix:"] : [])).joined(separator: ",")
    }

    /// Whether a peer is one of them: an address, or `unix:`.
    package func trusts(_ text: String) -> Bool {
        if text == "unix:" { return includesUnixPeers }
        guard !ranges.isEmpty, let address = IPAddress(text) else { return false }
        return ranges.contains { $0.contains(address) }
    }
}
