// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

extension Nginx {
    /// The gateway's socket in the shipped files.
    package static let shippedSocket = "unix:/run/llm-gateway/llm-gateway.sock"

    /// The names of the files that are installed, nginx/llm-gateway.conf and those that it or a site includes.
    package static var shippedFiles: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
                .filter { $0.hasPrefix("llm-gateway") && $0.hasSuffix(".conf") }
        }
    }

    /// Makes the configuration of a site that includes a shipped file: by default nginx/llm-gateway-location.conf.
    ///
    /// The files are the shipped ones but for the path of the socket, and lie next to each other.
    package static func siteConfiguration(
        in directory: String,
        socketPath: String,
        port: Int,
        including file: String = "llm-gateway-location.conf"
    ) throws -> String {
        try copyShippedFiles(to: directory, replacing: [(shippedSocket, "unix:\(socketPath)")])
        return configuration(
            in: directory,
            http: """
                server {
                    listen 127.0.0.1:\(port);
                    server_name localhost;
                    include \(directory)/\(file);
                }
                """
        )
    }

    /// Copies all shipped files into a directory.
    ///
    /// - Throws: ``TestFailure`` when a text that is to be replaced is in none of them.
    package static func copyShippedFiles(
        to directory: String,
        replacing replacements: [(text: String, with: String)]
    ) throws {
        var unused = Set(replacements.map(\.text))
        for name in try shippedFiles {
            var text = try String(contentsOfFile: "\(Self.directory)/\(name)", encoding: .utf8)
            for replacement in replacements where text.contains(replacement.text) {
                text = text.replacing(replacement.text, with: replacement.with)
                unused.remove(replacement.text)
            }
            try text.write(toFile: "\(directory)/\(name)", atomically: false, encoding: .utf8)
        }
        guard unused.isEmpty else { throw TestFailure("no shipped file of nginx has \(unused.sorted())") }
    }

    /// Makes a main configuration, as a distribution's nginx.conf, around what stands in its `http` block.
    package static func configuration(in directory: String, http: String) -> String {
        let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(directory)/\($0);" }.joined(separator: "\n")
        return """
            \(user)
            worker_processes 1;
            error_log stderr warn;
            pid \(directory)/nginx.pid;
            daemon off;
            events { worker_connections 1024; }
            http {
            access_log off;
            \(paths)
            \(http)
            }
            """
    }
}
