// SPDX-License-Identifier: Apache-2.0

import GatewayTesting

/// A rule of a web server that closes single paths, as the pages of docs/servers write it.
enum PathGuard {
    static let paths = [
        "/metrics", "/healthz", "/readyz", "/openapi.json", "/healthz/stream", "/healthz/stream/outcome",
    ]

    /// What stands in an answer of one of them, and in no error.
    static let answers = [
        "llm_gateway_requests_total", #""health":"alive""#, #""ready":true"#, #""is_final""#, #""state":"#,
        #""openapi":"#,
    ]

    /// Writes rules for paths into a printed configuration.
    static func close(_ paths: [String], in server: PrintedServer, _ snippet: String) -> String {
        switch server {
        case .nginx:
            // The printed file has locations for some of them: theirs become the operator's.
            let rest = snippet.replacing("allow 127.0.0.1;", with: "").replacing("allow ::1;", with: "")
            return paths.reduce(rest) { text, path in
                let location = "location = \(path) {\n"
                return text.contains(location)
                    ? text.replacing(location, with: location + "    deny all;\n")
                    : text + "\n\(location)    deny all;\n}"
            }
        case .apache:
            return snippet + paths.map { "\n<Location \"\($0)\">\n    Require all denied\n</Location>" }.joined()
        case .modFcgid:
            let first = "FcgidOutputBufferSize 0\n"
            let rules = paths.map { "<Location \"\($0)\">\n    Require all denied\n</Location>\n" }.joined()
            return snippet.replacing(first, with: first + rules)
        case .lighttpd:
            return snippet
                + paths.map { "\n$HTTP[\"url\"] == \"\($0)\" {\n    url.access-deny = ( \"\" )\n}" }.joined()
                + "\nserver.modules += ( \"mod_access\" )"
        case .haproxy:
            return paths.map { "    http-request deny if { path \($0) }\n" }.joined() + snippet
        case .caddy:
            return "@closed path \(paths.joined(separator: " "))\nhandle @closed {\n    respond 403\n}\n" + snippet
        }
    }

    /// Other ways to write a path; those with an authority name this machine and a port, as the Host field does.
    static func spellings(of path: String, port: Int) -> [String] {
        let last = path.utf8.last ?? 0
        return [
            "\(path)/", "\(path)//", "\(path)%2f", "\(path)%2F", "/\(path)", "//\(path)", "/%2f\(path.dropFirst())",
            "/\(path.dropFirst().replacing("/", with: "//"))?x", "\(path.dropLast())%\(String(last, radix: 16))",
            "/.\(path)", "\(path)/.", "/x/..\(path)", "/llm/..\(path)", "/llm/%2e%2e\(path)", "/llm/../\(path)/",
            path.uppercased(), "\(path);a=b", "\(path)/;a", "\(path)%00", "\(path)%20", "\(path)%3fx", "\(path)%23x",
            "http://127.0.0.1:\(port)\(path)", "HTTP://127.0.0.1:\(port)\(path)/", "http://127.0.0.1:\(port)/\(path)",
            "\(path)?x", "\(path)?/",
        ]
    }
}
