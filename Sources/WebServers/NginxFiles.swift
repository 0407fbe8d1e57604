// SPDX-License-Identifier: Apache-2.0

/// The shipped files of nginx, put together to one.
enum NginxFiles {
    /// What the shipped files have where an installation has its own.
    private static let socket = "unix:/run/llm-gateway/llm-gateway.sock"
    private static let prefix = "/ai"
    /// Behind which line the allowed origins stand.
    private static let noOrigin = "set $llm_gateway_vary \"\";"

    private static let included = [
        "include llm-gateway-errors.conf;": PackageResources.llm_gateway_errors_conf,
        "include llm-gateway-fastcgi.conf;": PackageResources.llm_gateway_fastcgi_conf,
    ]

    /// The locations of the gateway for a server block, with all that the shipped files include in its place.
    static func joined(
        address: String,
        prefix: String,
        limits: ServerSideLimits,
        origins: AllowedOrigins
    ) -> String {
        let source =
            prefix.isEmpty ? PackageResources.llm_gateway_location_conf : PackageResources.llm_gateway_prefix_conf
        var known: Set<Substring> = []
        var output: [Substring] = []
        for line in lines(source) {
            let directive = line.drop { $0 == " " }
            guard let content = included[String(directive)] else {
                output.append(line)
                continue
            }
            let indentation = line[..<directive.startIndex]
            // The reasons are given once.
            let isFirst = known.insert(directive).inserted
            for included in lines(content) where isFirst || !(included.isEmpty || included.hasPrefix("#")) {
                output.append(included.isEmpty ? included : indentation + included)
            }
        }
        return output.joined(separator: "\n")
            .replacing(noOrigin, with: ([noOrigin] + (origins.isEmpty ? [] : origins.nginx)).joined(separator: "\n"))
            .replacing(socket, with: address)
            .replacing(" \(Self.prefix)/", with: " \(prefix)/")
            .replacing("GATEWAY_PATH_PREFIX=\(Self.prefix)", with: "GATEWAY_PATH_PREFIX=\(prefix)")
            .replacing("client_max_body_size 32m;", with: "client_max_body_size \(limits.bodyMebibytes)m;")
            .replacing("fastcgi_read_timeout 660s;", with: "fastcgi_read_timeout \(limits.readSeconds)s;")
            .replacing("a comment every 15 s", with: "a comment every \(limits.keepAlive) s")
    }

    private static func lines(_ source: [UInt8]) -> [Substring] {
        var lines = String(decoding: source, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
