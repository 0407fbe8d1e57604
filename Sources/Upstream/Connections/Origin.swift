// SPDX-License-Identifier: Apache-2.0

/// Where an http or https URL leads: scheme, host and port (RFC 6454, RFC 9110 section 4.3).
struct Origin: Sendable, Hashable {
    var isSecure: Bool
    /// The host in lower case; an IPv6 address without its brackets.
    var host: String
    var port: Int

    /// The host and the port as they stand in `Host`: the scheme's own port is left out (RFC 9110 section 7.2).
    var authority: String {
        port == (isSecure ? 443 : 80) ? hostInURL : authorityWithPort
    }

    /// The host and the port, always both.
    var authorityWithPort: String { "\(hostInURL):\(port)" }

    private var hostInURL: String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host }
}
