// SPDX-License-Identifier: Apache-2.0

/// What to change in a web server, in its own directives: the text files beside this one, which are compiled into the
/// program.
///
/// Source: docs/nginx.md and docs/other-servers.md say more of each directive.
package enum Advice {
    private static let everyServer = AdviceText(PackageResources.every_server_txt)
    private static let nginx = AdviceText(PackageResources.nginx_txt)
    private static let apacheProxy = AdviceText(PackageResources.mod_proxy_fcgi_txt)
    private static let apacheFcgid = AdviceText(PackageResources.mod_fcgid_txt)
    private static let apache = AdviceText(PackageResources.apache_txt)
    private static let lighttpd = AdviceText(PackageResources.lighttpd_txt)
    private static let haproxy = AdviceText(PackageResources.haproxy_txt)
    private static let caddy = AdviceText(PackageResources.caddy_txt)
    private static let other = AdviceText(PackageResources.other_txt)

    /// The lines for a symptom: directives as they are to be written, and a word on where.
    package static func lines(for symptom: Symptom, in server: RecognizedServer) -> [String] {
        guard server != .apache else {
            return tagged(lines(for: symptom, in: .apacheProxy), "mod_proxy_fcgi")
                + tagged(lines(for: symptom, in: .apacheFcgid), "mod_fcgid")
        }
        let directives = texts(of: server).lazy.compactMap { $0[symptom] }.first ?? []
        let frame = everyServer[symptom] ?? [AdviceText.directives]
        let values = symptom.values + [("server", server.title)]
        return frame.flatMap { $0 == AdviceText.directives ? directives : [$0] }.map { line in
            values.reduce(line) { line, value in line.replacing("{{\(value.name)}}", with: value.text) }
        }
    }

    /// The texts of a server, the most special one first.
    private static func texts(of server: RecognizedServer) -> [AdviceText] {
        switch server {
        case .nginx: [nginx, other]
        case .apacheProxy: [apacheProxy, apache, other]
        case .apacheFcgid: [apacheFcgid, apache, other]
        case .apache: [apache, other]
        case .lighttpd: [lighttpd, other]
        case .haproxy: [haproxy, other]
        case .caddy: [caddy, other]
        case .other: [other]
        }
    }

    private static func tagged(_ lines: [String], _ module: String) -> [String] {
        lines.map { "\(module): \($0)" }
    }
}
