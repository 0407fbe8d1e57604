// SPDX-License-Identifier: Apache-2.0

/// The proxies that calls to providers go through, from the environment variables that curl and others read.
///
/// `HTTP_PROXY`, `HTTPS_PROXY` and `ALL_PROXY` hold `http://[user:password@]host:port` or `socks5://host:port`; a bare
/// `host:port` is an HTTP proxy. Connections are tunnelled with CONNECT, plain HTTP too. `NO_PROXY` lists hosts that are
/// reached directly, see ``Exception``.
/// `localhost` and loopback addresses are always reached directly. Names in lower case win over upper case.
package struct ProxySettings: Sendable, Equatable {
    /// One proxy.
    package struct Proxy: Sendable, Hashable {
        enum Kind: Sendable, Hashable {
            case http, socks5
        }

        /// A user and a password; never shown, not by reflection either.
        struct Credentials: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
            var user: String
            var password: String

            var description: String { "***" }
            var customMirror: Mirror { Mirror(self, children: [:]) }
        }

        var kind: Kind
        var host: String
        var port: Int
        var credentials: Credentials?

        /// Where it is, without its credentials, for messages.
        var place: String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)" }
    }

    var http: Proxy?
    var https: Proxy?
    var exceptions: [Exception] = []
    /// The entries of `NO_PROXY` that are not understood, and so have no effect.
    package private(set) var misunderstood: [String] = []

    /// Whether there is one.
    package var areSet: Bool { http != nil || https != nil }

    /// No proxies.
    package init() {}

    /// Reads the environment.
    ///
    /// - Throws: ``ProxySettingsError`` for a proxy that is none.
    package init(environment: [String: String]) throws(ProxySettingsError) {
        let all = try Self.proxy("ALL_PROXY", environment)
        http = try Self.proxy("HTTP_PROXY", environment) ?? all
        https = try Self.proxy("HTTPS_PROXY", environment) ?? all
        for text in (Self.value("NO_PROXY", environment) ?? "").split(whereSeparator: { $0 == "," || $0 == " " }) {
            if let exception = Exception(String(text)) {
                exceptions.append(exception)
            } else {
                misunderstood.append(String(text))
            }
        }
    }

    /// The proxy in force for each scheme, in words for the operator, without credentials.
    package var summary: [String] {
        [("HTTP_PROXY", http), ("HTTPS_PROXY", https)].map { name, proxy in
            "\(name)=\(proxy.map { "\($0.kind)://\($0.place)" } ?? "(none)")"
        } + ["NO_PROXY=\(exceptions.isEmpty ? "(none)" : exceptions.map(\.text).joined(separator: ","))"]
    }

    private static func value(_ name: String, _ environment: [String: String]) -> String? {
        for name in [name.lowercased(), name] {
            if let value = environment[name], !value.isEmpty { return value }
        }
        return nil
    }

    private static func proxy(
        _ name: String,
        _ environment: [String: String]
    ) throws(ProxySettingsError) -> Proxy? {
        guard let text = value(name, environment) else { return nil }
        guard let proxy = Proxy(text) else { throw ProxySettingsError(variable: name) }
        return proxy
    }
}

/// A proxy variable whose value is no proxy.
///
/// The value is not told: it may hold a password.
package struct ProxySettingsError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The variable's name.
    package let variable: String

    package var description: String {
        "\(variable): expected http://[user:password@]host:port or socks5://host:port"
    }
}
