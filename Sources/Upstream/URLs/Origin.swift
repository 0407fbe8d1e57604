// SPDX-License-Identifier: Apache-2.0

/// Where an http or https URL leads: scheme, host and port (RFC 6454, RFC 9110 section 4.3).
///
/// An object, made once when a URL of the configuration is read and passed on with every request: the way to it is found
/// by its identity, and nothing of it is read, hashed or compared for a request. Two with the same parts are equal.
package final class Origin: Sendable {
    /// Whether it is one of https.
    package let isSecure: Bool
    /// The host in lower case; an IPv6 address without its brackets.
    package let host: String
    /// The port, from 1 to 65535.
    package let port: Int
    /// The host and the port as they stand in `Host`: the scheme's own port is left out (RFC 9110 section 7.2).
    package let authority: String
    /// The host and the port, always both.
    let authorityWithPort: String

    init(isSecure: Bool, host: String, port: Int) {
        self.isSecure = isSecure
        self.host = host
        self.port = port
        let hostInURL = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        authorityWithPort = "\(hostInURL):\(port)"
        authority = port == (isSecure ? 443 : 80) ? hostInURL : authorityWithPort
    }
}

extension Origin: Hashable {
    package static func == (one: Origin, other: Origin) -> Bool {
        one.isSecure == other.isSecure && one.port == other.port && one.host == other.host
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(isSecure)
        hasher.combine(host)
        hasher.combine(port)
    }
}

extension Origin: CustomStringConvertible {
    /// The origin as it begins a URL.
    package var description: String { "\(isSecure ? "https" : "http")://\(authority)" }
}
