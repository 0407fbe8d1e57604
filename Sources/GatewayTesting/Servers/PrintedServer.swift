// SPDX-License-Identifier: Apache-2.0

/// A web server that is started with what `llm-gateway print-config` prints for it.
package enum PrintedServer: String, Sendable, CaseIterable, CustomStringConvertible {
    case nginx
    case apache
    case modFcgid = "mod_fcgid"
    case lighttpd
    case haproxy
    case caddy

    package var description: String { rawValue }

    /// Whether it starts the gateway by itself.
    package var startsGateway: Bool { self == .modFcgid }

    /// Writes its files and says how it is started: the small frame that is no part of the snippet, and the snippet.
    func command(in place: ServerPlace, snippet: String) throws -> Command {
        switch self {
        case .nginx: try Self.nginx(in: place, snippet)
        case .apache: try Self.apache(in: place, snippet)
        case .modFcgid: try Self.modFcgid(in: place, snippet)
        case .lighttpd: try Self.lighttpd(in: place, snippet)
        case .haproxy: try Self.haproxy(in: place, snippet)
        case .caddy: try Self.caddy(in: place, snippet)
        }
    }
}
