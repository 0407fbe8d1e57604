// SPDX-License-Identifier: Apache-2.0

extension ProxySettings.Proxy {
    /// Reads a proxy; nil when the text is none.
    init?(_ text: String) {
        guard let parts = URLParts(text.contains("://") ? text : "http://\(text)"), let digits = parts.portDigits,
            let host = parts.host, !host.isEmpty, !parts.isBracketed || Self.isAddress(host)
        else { return nil }
        switch parts.scheme {
        case "http": kind = .http
        case "socks5", "socks5h", "socks": kind = .socks5
        default: return nil
        }
        self.host = PercentEncoding(host, colons: parts.isBracketed).encoded
        port = Int(digits) ?? (kind == .http ? 80 : 1_080)
        guard (1...65_535).contains(port) else { return nil }
        credentials = parts.userInfo.flatMap { Credentials($0) }
        // The client cannot log in to a SOCKS proxy.
        guard credentials == nil || kind == .http else { return nil }
    }

    /// Whether what stands in brackets has the characters of an address, maybe with a zone behind them.
    private static func isAddress(_ host: Substring) -> Bool {
        PercentEncoding(host.prefix { $0 != "%" }, colons: true).isEncoded
    }
}

extension ProxySettings.Proxy.Credentials {
    /// Reads `user:password` or `user`; nil when the user's name is no text.
    init?(_ userInfo: Substring) {
        let colon = userInfo.utf8.firstIndex(of: UInt8(ascii: ":")) ?? userInfo.endIndex
        guard let user = PercentEncoding(userInfo[..<colon], colons: false).decoded else { return nil }
        self.user = user
        password = PercentEncoding(userInfo[colon...].dropFirst(), colons: true).decoded ?? ""
    }
}
