// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

/// What `curl --include` has written.
struct CurlResponse {
    /// `HTTP/2`, `HTTP/1.1`.
    let version: String
    let status: Int
    /// The header fields, by their names in lower case.
    let headers: [String: String]
    /// The lines of the body, each with the time at which it came, see ``MonotonicTime``.
    let body: [(text: String, nanoseconds: UInt64)]

    /// Reads the output of a curl that has ended.
    init(of process: ChildProcess) throws {
        guard process.exitStatus == .exited(0) else { throw TestFailure(process.report) }
        let lines = process.standardOutput.arrivals
        let end = lines.firstIndex { $0.text.isEmpty || $0.text == "\r" } ?? lines.endIndex
        let head = lines[..<end].map { $0.text.filter { $0 != "\r" && $0 != "\r\n" } }
        let words = (head.first ?? "").split(separator: " ")
        guard words.count > 1, let status = Int(words[1]) else { throw TestFailure("no response: \(process.report)") }
        version = String(words[0])
        self.status = status
        headers = head.dropFirst().reduce(into: [:]) { headers, line in
            let parts = line.split(separator: ": ", maxSplits: 1)
            if parts.count == 2 { headers[parts[0].lowercased()] = String(parts[1]) }
        }
        body = Array(lines[end...].dropFirst())
    }

    /// The value of a header field.
    func header(_ name: String) -> String? { headers[name.lowercased()] }

    /// The body's lines as one text.
    var text: String { body.map(\.text).joined(separator: "\n") }

    /// Checks that this is an error of the API that nginx has given by itself.
    func expectError(_ status: Int, sourceLocation: SourceLocation = #_sourceLocation) throws {
        #expect(self.status == status, "\(text.prefix(300))", sourceLocation: sourceLocation)
        #expect(header("Content-Type") == "application/json; charset=utf-8", sourceLocation: sourceLocation)
        #expect(header("X-Request-ID")?.count == 32, sourceLocation: sourceLocation)
        #expect(header("Retry-After").flatMap { Int($0) } != nil, sourceLocation: sourceLocation)
        _ = try ErrorBody.message(of: text, sourceLocation: sourceLocation)
    }
}
