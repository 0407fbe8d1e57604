// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting

/// An nginx with nginx/llm-gateway.conf, as it is shipped but for ports and paths, and a certificate of its own.
struct ProductionSite {
    /// The name in the shipped file.
    static let host = "llm.example.com"

    let nginx: ChildProcess
    let directory: String
    /// The port in the place of 443.
    let port: Int
    /// The port in the place of 80.
    let plainPort: Int

    /// Starts an nginx before the gateway of the suite, or with further replacements before others.
    static func with<Result>(
        replacing further: [(text: String, with: String)] = [],
        _ body: (ProductionSite) async throws -> Result
    ) async throws -> Result {
        try await TemporaryDirectory.with { parent in
            let plainPort = try await FreePort.find()
            let directory = "\(parent)/nginx"
            return try await Deployment.withNginx(directory) { directory, port in
                try await makeCertificate(in: directory)
                return try configuration(in: directory, port: port, plainPort: plainPort, replacing: further)
            } body: { nginx, port in
                try await body(
                    ProductionSite(nginx: nginx, directory: directory, port: port, plainPort: plainPort)
                )
            }
        }
    }

    /// Writes the shipped files, changed, and returns the main configuration.
    static func configuration(
        in directory: String,
        port: Int,
        plainPort: Int,
        replacing further: [(text: String, with: String)] = []
    ) throws -> String {
        let live = "/etc/letsencrypt/live/\(host)"
        let replacements = [
            ("listen 80;", "listen 127.0.0.1:\(plainPort);"),
            ("listen 443 ", "listen 127.0.0.1:\(port) "),
            // Not every machine has IPv6.
            ("listen [::]:80;", ""),
            ("listen [::]:443 ssl http2 backlog=4096 sndbuf=64k;", ""),
            ("\(live)/fullchain.pem", "\(directory)/certificate.pem"),
            ("\(live)/privkey.pem", "\(directory)/key.pem"),
            ("/var/log/nginx/", "\(directory)/"),
        ]
        try Nginx.copyShippedFiles(to: directory, replacing: replacements + further)
        return Nginx.configuration(in: directory, http: "include llm-gateway.conf;")
    }

    /// Makes a certificate that nobody has signed, for the shipped name.
    static func makeCertificate(in directory: String) async throws {
        let openssl = Command(
            "openssl",
            program: "openssl",
            arguments: [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-keyout", "\(directory)/key.pem", "-out", "\(directory)/certificate.pem",
                "-subj", "/CN=\(host)", "-addext", "subjectAltName=DNS:\(host)",
            ]
        )
        let process = try await openssl.runToEnd()
        guard process.exitStatus == .exited(0) else { throw TestFailure(process.report) }
    }

    /// A curl that asks over TLS, with HTTP/2 unless it is told otherwise, and trusts the certificate.
    func curl(_ target: String, _ arguments: [String] = []) -> Command {
        Command(
            "curl",
            program: "curl",
            arguments: [
                "--silent", "--show-error", "--no-buffer", "--include", "--http2", "--max-time", "60",
                "--cacert", "\(directory)/certificate.pem", "--resolve", "\(Self.host):\(port):127.0.0.1",
                "https://\(Self.host):\(port)\(target)",
            ] + arguments
        )
    }

    /// Asks with curl, and reads to the end.
    func ask(_ target: String, _ arguments: [String] = []) async throws -> CurlResponse {
        try CurlResponse(of: try await curl(target, arguments).runToEnd(within: .seconds(60)))
    }

    /// Asks with the body of a request.
    func ask(_ request: TestRequest, _ arguments: [String] = []) async throws -> CurlResponse {
        try await ask(request.target, ["--data-binary", String(decoding: request.body, as: UTF8.self)] + arguments)
    }

    /// The access log so far.
    var logText: String {
        get throws { try String(contentsOfFile: "\(directory)/llm-gateway.log", encoding: .utf8) }
    }

    /// All lines of the access log so far.
    var log: [AccessLogLine] {
        get throws {
            try logText.split(separator: "\n").map {
                try JSONDecoder().decode(AccessLogLine.self, from: Data($0.utf8))
            }
        }
    }

    /// The line of a request, which is there as soon as nginx is done with it.
    func logLine(requestID: String) async throws -> AccessLogLine {
        try await Waiting.value("the log line of request \(requestID)") {
            try log.first { $0.requestID == requestID }
        }
    }

    /// The line of an answered request.
    func logLine(of response: CurlResponse) async throws -> AccessLogLine {
        try await logLine(requestID: response.header("X-Request-ID") ?? "none")
    }
}
