// SPDX-License-Identifier: Apache-2.0

/// What to change in a web server, in its own directives.
///
/// Source: docs/nginx.md and docs/other-servers.md say more of each directive.
package enum Advice {
    /// The lines for a symptom: directives as they are to be written, and a word on where.
    package static func lines(for symptom: Symptom, in server: RecognizedServer) -> [String] {
        guard server != .apache else {
            return tagged(lines(for: symptom, in: .apacheProxy), "mod_proxy_fcgi")
                + tagged(lines(for: symptom, in: .apacheFcgid), "mod_fcgid")
        }
        return switch symptom {
        case .noGateway(let socket): noGateway(socket ?? "/run/llm-gateway/llm-gateway.sock", server)
        case .noLocation(let path): noLocation(path, server)
        case .buffered(let isProxied): isProxied ? bufferedByProxy(server) : buffered(server)
        case .disconnectNotTold: disconnectNotTold(server)
        case .bodyRefused(let bytes): bodyRefused(bytes, server)
        case .chunksRefused: chunksRefused(server)
        case .silenceCut(let seconds): silenceCut(seconds, server)
        case .missing(let field): missing(field, server)
        }
    }

    private static func tagged(_ lines: [String], _ module: String) -> [String] {
        lines.map { "\(module): \($0)" }
    }
}
