// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Configuration
internal import FastCGI
internal import Upstream

extension TrustedProxies {
    /// The most addresses of `X-Forwarded-For` that are looked at, from its end.
    private static let longestChain = 20

    /// The address of a caller, for logs.
    ///
    /// `REMOTE_ADDR` is the web server's own peer. Only when that is trusted does `X-Forwarded-For` count: each proxy
    /// has added its peer at the end, so the list is read from there, and the first address that is not trusted is the
    /// caller's. What stands before it anybody may have written.
    ///
    /// - Returns: The address; `-` when the web server passes none.
    func caller(of params: Params) -> String {
        guard let peer = params["REMOTE_ADDR"], Self.isHarmless(peer) else { return "-" }
        var caller = peer.string  // text: short ASCII
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

    /// The address in an element of the list, which some proxies give brackets or a port.
    private static func address(in element: ByteString) -> String? {
        var text = element.trimming { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        if text.hasPrefix("["), let end = text.bytes.firstIndex(of: UInt8(ascii: "]")) {
            text = ByteString(text.bytes[..<end].dropFirst())
        } else if text.bytes.count(where: { $0 == UInt8(ascii: ":") }) == 1 {
            text = text.prefix { $0 != UInt8(ascii: ":") }
        }
        guard isHarmless(text) else { return nil }
        let address = text.string  // text: short ASCII
        return IPAddress(address) == nil ? nil : address
    }

    /// Whether a text may be an address, or nginx's `unix:`, and so may stand in a log line: short, plain ASCII.
    private static func isHarmless(_ text: ByteString) -> Bool {
        (1...64).contains(text.count)
            && text.bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
    }
}
