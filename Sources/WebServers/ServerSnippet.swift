// SPDX-License-Identifier: Apache-2.0

package import Configuration
internal import FastCGI

/// What a web server must be told to find this gateway: what `llm-gateway print-config` prints.
package struct ServerSnippet {
    /// Where the gateway listens when nothing else is set.
    private static let usualAddress = ListenAddress.unix(path: "/run/llm-gateway/llm-gateway.sock")
    /// What the gateway answers at the top of a site; with all that is below.
    static let topLevelNames = ["llm", "v1", "healthz", "readyz", "metrics", "openapi.json"]

    /// The `chroot` of HAProxy in Debian's configuration.
    private static let haproxyRoot = "/var/lib/haproxy"

    private let address: ListenAddress
    private let isAddressSet: Bool
    private let prefix: String
    private let limits: ServerSideLimits
    private let origins: AllowedOrigins
    private let program: String
    private let environmentFile: String

    /// Makes a snippet.
    ///
    /// - Parameters:
    ///   - configuration: What the gateway is set to.
    ///   - program: The path of the gateway's program, for a server that starts it.
    ///   - environmentFile: The path of its settings, likewise.
    package init(_ configuration: Configuration, program: String, environmentFile: String) {
        address = configuration.listenAddress ?? Self.usualAddress
        isAddressSet = configuration.listenAddress != nil
        prefix = configuration.pathPrefix.path
        limits = ServerSideLimits(configuration)
        origins = AllowedOrigins(configuration)
        self.program = program
        self.environmentFile = environmentFile
    }

    /// The lines for a server.
    ///
    /// - Throws: ``ConfigurationError`` when a path has characters that mean something in a server's configuration.
    package func text(for server: WebServer) throws(ConfigurationError) -> String {
        let paths =
            server == .modFcgid
            ? [("the program's path", program), ("the environment file's path", environmentFile)]
            : [("GATEWAY_LISTEN", address.description)]
        let written = paths + origins.odd.map { ("GATEWAY_ALLOWED_ORIGINS", $0) }
        let faults = written.filter { !Self.isPlain($1) }.map { name, path in
            "\(name): print-config can write letters, digits and ./_-+:[]~ only, got \"\(path)\""
        }
        guard faults.isEmpty else { throw ConfigurationError(faults) }
        switch server {
        case .nginx:
            let note = isAddressSet ? "" : note + "\n\n"
            return note
                + NginxFiles.joined(address: address.description, prefix: prefix, limits: limits, origins: origins)
        case .apache:
            return filled(PackageResources.apache_conf, address: apacheAddress, origins: origins.apache)
        case .modFcgid: return filled(PackageResources.mod_fcgid_conf, address: "")
        case .lighttpd: return filled(PackageResources.lighttpd_conf, address: lighttpdAddress)
        case .haproxy:
            return filled(PackageResources.haproxy_cfg, address: haproxyAddress, origins: origins.haproxy)
        case .caddy: return filled(PackageResources.Caddyfile, address: caddyAddress)
        }
    }

    /// Whether a text means itself in every server's configuration, in quotes or without.
    static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || "./_-+:[]~".unicodeScalars.contains(scalar)
        }
    }

    private func filled(_ template: [UInt8], address: String, origins originLines: [String] = []) -> String {
        ServerTemplate(template).filled(
            [
                "@LISTEN_NOTE@": isAddressSet ? "" : note,
                "@ADDRESS@": address,
                "@PATHS@": paths.map { "\($0) \($0)/*" }.joined(separator: " "),
                "@PATTERN@": pattern,
                "@BODY_BYTES@": String(limits.bodyMebibytes << 20),
                "@BODY_KIB@": String(limits.bodyMebibytes << 10),
                "@BODY_MIB@": String(limits.bodyMebibytes),
                "@READ_LIMIT@": String(limits.readSeconds),
                "@KEEPALIVE@": limits.keepAlive,
                "@ORIGINS@": originLines.joined(separator: "\n    "),
                "@PROGRAM@": program,
                "@ENVIRONMENT_FILE@": environmentFile,
            ],
            paths: paths
        )
    }

    private var note: String { "# GATEWAY_LISTEN is not set; this is for GATEWAY_LISTEN=\(address)." }

    /// The paths that lead to the gateway, with all that is below them.
    private var paths: [String] {
        prefix.isEmpty ? Self.topLevelNames.map { "/\($0)" } : [prefix]
    }

    /// A regular expression for ``paths``.
    private var pattern: String {
        if prefix.isEmpty { return "^/(\(Self.topLevelNames.map(Self.escaped).joined(separator: "|")))(/|$)" }
        return "^\(Self.escaped(prefix))(/|$)"
    }

    /// A path as it stands in a regular expression.
    private static func escaped(_ path: String) -> String {
        path.map { $0.isLetter || $0.isNumber || "/_-~:".contains($0) ? String($0) : "\\\($0)" }.joined()
    }

    private var apacheAddress: String {
        switch address {
        // The name after the bar is only a name.
        case .unix(let path): "unix:\(path)|fcgi://llm-gateway"
        case .tcp: "fcgi://\(address)"
        }
    }

    private var lighttpdAddress: String {
        switch address {
        case .unix(let path): "\"socket\" => \"\(path)\""
        case .tcp(let host, let port): "\"host\" => \"\(host)\", \"port\" => \(port)"
        }
    }

    private var haproxyAddress: String {
        switch address {
        case .unix(let path):
            "unix@\(path.hasPrefix(Self.haproxyRoot + "/") ? path.dropFirst(Self.haproxyRoot.count) : path[...])"
        case .tcp: address.description
        }
    }

    private var caddyAddress: String {
        switch address {
        case .unix(let path): "unix/\(path)"
        case .tcp: address.description
        }
    }
}
