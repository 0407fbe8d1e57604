// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

extension ProxySettings {
    /// The proxy for an origin; nil to go directly.
    func proxy(for origin: Origin) -> Proxy? {
        guard let proxy = origin.isSecure ? https : http else { return nil }
        let address = IPAddress(origin.host)
        if origin.host == "localhost" || address?.isLoopback == true { return nil }
        return exceptions.contains { $0.matches(origin, address) } ? nil : proxy
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
        self.host = host.filter { $0 != "[" && $0 != "]" }
        port = url.port ?? (kind == .http ? 80 : 1_080)
        guard (1...65_535).contains(port) else { return nil }
        if let user = url.user(percentEncoded: false) {
            // The client cannot log in to a SOCKS proxy.
            guard kind == .http else { return nil }
            credentials = Credentials(user: user, password: url.password(percentEncoded: false) ?? "")
        }
    }
}
