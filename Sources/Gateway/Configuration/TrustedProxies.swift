// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import FastCGI
package import Upstream

/// The proxies before the web server whose word on a caller's address counts: `GATEWAY_TRUSTED_PROXIES`.
package struct TrustedProxies: Sendable, Equatable {
    /// The most addresses of `X-Forwarded-For` that are looked at, from its end.
    private static let longestChain = 20

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

    /// The address of a caller, for logs.
    ///
    /// `REMOTE_ADDR` is the web server's own peer. Only when that is trusted does `X-Forwarded-For` count: each proxy
    /// has added its peer at the end, so the list is read from there, and the first address that is not trusted is the
    /// caller's. What stands before it anybody may have written.
    ///
    /// - Returns: The address; `-` when the web server passes none.
    package func caller(of params: Params) -> String {
        guard let peer = params["REMOTE_ADDR"], Self.isHarmless(peer) else { return "-" }
        var caller = peer.string
        guard trusts(caller) else { return caller }
        // Repeated fields are one list (RFC 9110, section 5.3).
        let hops = params.all("HTTP_X_FORWARDED_FOR")
            .flatMap { $0.split(separator: UInt8(ascii: ",")) }
            .suffix(Self.longestChain)
        for hop in hops.reversed() {
            // What is no address was not written by a proxy that can be trusted.
            guard let address = Self.address(in: ByteString(hop)) else { break }
            caller = address
            if !trusts(address) { break }
        }
        return caller
    }

    private func trusts(_ text: String) -> Bool {
        if text == "unix:" { return includesUnixPeers }
        guard !ranges.isEmpty, let address = IPAddress(text) else { return false }
        return ranges.contains { $0.contains(address) }
    }

    /// The address in an element of the list, which some proxies give brackets or a port.
    private static func address(in element: ByteString) -> String? {
        var text = element.trimming { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        if text.hasPrefix("["), let end = text.bytes.firstIndex(of: UInt8(ascii: "]")) {
            text = ByteString(text.bytes[..<end].dropFirst())
        } else if text.bytes.count(where: { $0 == UInt8(ascii: ":") }) == 1 {
            text = text.prefix { $0 != UInt8(ascii: ":") }
        }
        guard isHarmless(text), IPAddress(text.string) != nil else { return nil }
        return text.string
    }

    /// Whether a text may be an address, or nginx's `unix:`, and so may stand in a log line: short, plain ASCII.
    private static func isHarmless(_ text: ByteString) -> Bool {
        (1...64).contains(text.count)
            && text.bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
    }
}
