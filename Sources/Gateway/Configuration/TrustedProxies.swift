// SPDX-License-Identifier: Apache-2.0

package import FastCGI

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
        guard let peer = params["REMOTE_ADDR"], !peer.isEmpty else { return "-" }
        guard trusts(peer) else { return Self.isHarmless(peer) ? peer : "-" }
        // Repeated fields are one list (RFC 9110, section 5.3).
        let hops = params.all("HTTP_X_FORWARDED_FOR")
            .flatMap { $0.split(separator: UInt8(ascii: ",")) }
            .suffix(Self.longestChain)
        var caller = peer
        for hop in hops.reversed() {
            // What is no address was not written by a proxy that can be trusted.
            guard let address = Self.address(in: String(decoding: hop, as: UTF8.self)) else { break }
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
    private static func address(in element: String) -> String? {
        var text = element.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        if text.first == "[", let end = text.firstIndex(of: "]") {
            text = text[text.index(after: text.startIndex)..<end]
        } else if text.filter({ $0 == ":" }).count == 1, let colon = text.firstIndex(of: ":") {
            text = text[..<colon]
        }
        return IPAddress(text) == nil ? nil : String(text)
    }

    /// Whether a text is an address, or nginx's `unix:`, and so may stand in a log line.
    private static func isHarmless(_ text: String) -> Bool {
        text.utf8.count <= 64 && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
    }
}
