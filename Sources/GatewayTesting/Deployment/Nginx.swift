// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// The shipped files of nginx, made ready for a test.
package enum Nginx {
    /// The directory of the shipped files.
    package static var directory: String {
        // …/Sources/GatewayTesting/Deployment/Nginx.swift
        let parts = #filePath.split(separator: "/").dropLast(4)
        return "/" + parts.joined(separator: "/") + "/nginx"
    }

    /// A header field with nginx's own `$request_id`, which the private server adds to every response.
    package static let requestIDHeader = "X-Nginx-Request-ID"

    /// Fills the marks of nginx/private.conf in.
    ///
    /// Each of the directives takes the place of the shipped one, or is added to them.
    ///
    /// - Throws: ``TestFailure`` when a mark is left that is not known here.
    package static func privateConfiguration(
        in directory: String,
        socketPath: String,
        port: Int,
        mode: ConnectionMode,
        directives: [String] = []
    ) throws -> String {
        var text = try String(contentsOfFile: "\(Self.directory)/private.conf", encoding: .utf8)
        text = text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.drop { $0 == " " }.hasPrefix("#") }.joined(separator: "\n")
        let values = [
            "@USER@": user,
            "@DIRECTORY@": directory,
            "@CONFIGURATION@": Self.directory,
            "@PORT@": String(port),
            "@SOCKET@": socketPath,
            "@KEEPALIVE@": mode == .kept ? "keepalive 64;" : "",
            // So that a test can compare it with the response's X-Request-ID.
            "@LOCATION@": "add_header \(requestIDHeader) $request_id always;",
        ]
        for (mark, value) in values { text = text.replacing(mark, with: value) }
        let directives = (mode == .kept ? ["fastcgi_keep_conn on;"] : []) + directives
        if !directives.isEmpty {
            let path = "\(directory)/llm-gateway-fastcgi.conf"
            try settings(changedBy: directives).write(toFile: path, atomically: false, encoding: .utf8)
            text = text.replacing("\(Self.directory)/llm-gateway-fastcgi.conf", with: path)
        }
        if let mark = text.firstMatch(of: /@[A-Z_]+@/)?.output {
            throw TestFailure("nginx/private.conf has the unknown mark \(mark)")
        }
        return text
    }

    /// The shipped FastCGI settings with other values: a directive may stand once in a block.
    private static func settings(changedBy directives: [String]) throws -> String {
        func isSet(by line: Substring) -> Bool {
            let words = line.split(separator: " ")
            return directives.contains { directive in
                let new = directive.split(separator: " ")
                return new.first == words.first
                    && (new.first != "fastcgi_param" || new.dropFirst().first == words.dropFirst().first)
            }
        }
        let lines = try String(contentsOfFile: "\(directory)/llm-gateway-fastcgi.conf", encoding: .utf8)
            .split(separator: "\n").filter { !isSet(by: $0) }
        return (lines.map(String.init) + directives).joined(separator: "\n") + "\n"
    }

    /// Runs nginx with a configuration.
    package static func command(
        _ configuration: String,
        in directory: String,
        arguments: [String] = []
    ) throws -> Command {
        let path = "\(directory)/nginx.conf"
        try configuration.write(toFile: path, atomically: false, encoding: .utf8)
        return Command("nginx", program: "nginx", arguments: ["-e", "stderr", "-c", path, "-p", directory] + arguments)
    }

    /// Root's workers would become `nobody` and could not reach the test's files.
    static var user: String {
        ProcessInfo.processInfo.userName == "root" ? "user root;" : ""
    }
}
