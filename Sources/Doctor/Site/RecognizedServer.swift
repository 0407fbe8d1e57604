// SPDX-License-Identifier: Apache-2.0

/// The web server that speaks FastCGI with the gateway, as far as it matters for the directives to change.
package enum RecognizedServer: Sendable, CaseIterable {
    case nginx
    /// Apache with mod_proxy_fcgi.
    case apacheProxy
    /// Apache with mod_fcgid.
    case apacheFcgid
    /// Apache with one of the two.
    case apache
    case lighttpd
    case haproxy
    case caddy
    /// Any other, or one that does not tell.
    case other

    /// Recognises a server.
    ///
    /// - Parameters:
    ///   - software: The variable SERVER_SOFTWARE that the gateway got, from the server that speaks FastCGI; it is
    ///     looked at first, because what answers the client may be another one.
    ///   - field: The response's field `Server`.
    ///   - apacheModule: The module of Apache, where the gateway could tell.
    package init(software: String?, field: String?, apacheModule: String? = nil) {
        switch apacheModule {
        case "mod_proxy_fcgi": self = .apacheProxy
        case "mod_fcgid": self = .apacheFcgid
        default: self = Self.named(software) ?? Self.named(field) ?? .other
        }
    }

    /// Its name for people.
    package var title: String {
        switch self {
        case .nginx: "nginx"
        case .apacheProxy: "Apache with mod_proxy_fcgi"
        case .apacheFcgid: "Apache with mod_fcgid"
        case .apache: "Apache"
        case .lighttpd: "lighttpd"
        case .haproxy: "HAProxy"
        case .caddy: "Caddy"
        case .other: "a web server that is not known here"
        }
    }

    private static func named(_ text: String?) -> RecognizedServer? {
        guard let text = text?.lowercased() else { return nil }
        // Builds of nginx by other names take the same directives.
        if text.hasPrefix("nginx") || text.hasPrefix("openresty") || text.hasPrefix("angie") { return .nginx }
        if text.hasPrefix("apache") { return .apache }
        if text.hasPrefix("lighttpd") { return .lighttpd }
        if text.hasPrefix("haproxy") { return .haproxy }
        if text.hasPrefix("caddy") { return .caddy }
        return nil
    }
}
