// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

extension ProxySettings {
    /// A host that is reached without a proxy.
    struct Exception: Sendable, Equatable {
        /// The host in lower case, without leading dots; `*` for every host.
        var host: String
        var port: Int?

        init(_ text: String) {
            var host = text.lowercased()
            // A colon is a port's only if it is the sole one: several make an IPv6 address.
            if host.count(where: { $0 == ":" }) == 1, let colon = host.firstIndex(of: ":") {
                port = Int(host[host.index(after: colon)...])
                host = String(host[..<colon])
            }
            if host.hasPrefix("*.") { host.removeFirst() }
            self.host = String(host.drop { $0 == "." }.filter { $0 != "[" && $0 != "]" })
        }

        func matches(host: String, port: Int?) -> Bool {
            if let own = self.port, own != port { return false }
            return self.host == "*" || host == self.host || host.hasSuffix(".\(self.host)")
        }
    }

    /// The proxy for an origin; nil to go directly.
    func proxy(for origin: Origin) -> Proxy? {
        guard let proxy = origin.isSecure ? https : http else { return nil }
        let host = origin.host
        if host == "localhost" || host.hasPrefix("127.") || host == "::1" { return nil }
        return exceptions.contains { $0.matches(host: host, port: origin.port) } ? nil : proxy
    }
}

extension ProxySettings.Proxy {
    /// Reads a proxy; nil when the text is none.
    init?(_ text: String) {
        let text = text.contains("://") ? text : "http://\(text)"
        guard let url = URL(string: text), let host = url.host(), !host.isEmpty else { return nil }
        switch url.scheme?.lowercased() {
        case "http": kind = .http
        case "socks5", "socks5h", "socks": kind = .socks5
        default: return nil
        }
        self.host = host
        port = url.port ?? (kind == .http ? 80 : 1_080)
        guard (1...65_535).contains(port) else { return nil }
        if let user = url.user(percentEncoded: false) {
            // The client cannot log in to a SOCKS proxy.
            guard kind == .http else { return nil }
            credentials = Credentials(user: user, password: url.password(percentEncoded: false) ?? "")
        }
    }
}
