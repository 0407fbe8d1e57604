// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// All findings of an examination, for people and for programs.
package struct Report: Sendable {
    /// Where the gateway was looked for.
    package let address: String
    /// The web server that passes requests on to it; nil when none has answered.
    package let server: RecognizedServer?
    /// The findings in their order.
    package let findings: [Finding]

    /// Makes a report.
    package init(address: String, server: RecognizedServer?, findings: [Finding]) {
        self.address = address
        self.server = server
        self.findings = findings
    }

    /// Whether nothing has failed; warnings are allowed.
    package var isHealthy: Bool { !findings.contains { $0.verdict == .failed } }

    /// A table of the findings, and below it what to change; lines end with LF.
    package var text: String {
        let rows = [("check", "result", "seen")] + findings.map { ($0.check, $0.verdict.rawValue, $0.seen) }
        let widths = (rows.map(\.0.count).max() ?? 0, rows.map(\.1.count).max() ?? 0)
        var lines = [address + (server.map { ", \($0.title)" } ?? ""), ""]
        for (check, verdict, seen) in rows {
            lines.append("\(Self.padded(check, widths.0))  \(Self.padded(verdict, widths.1))  \(seen)")
        }
        let advised = findings.filter { !$0.advice.isEmpty }
        if !advised.isEmpty { lines += ["", "What to change:"] }
        for finding in advised {
            lines.append("  \(finding.check)")
            lines += finding.advice.map { "    \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same as one JSON object.
    package var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("address")
        writer.string(address)
        writer.key("server")
        if let server { writer.string(server.title) } else { writer.null() }
        writer.key("healthy")
        writer.bool(isHealthy)
        writer.key("checks")
        writer.beginArray()
        for finding in findings {
            writer.beginObject()
            for (key, value) in [
                ("check", finding.check), ("result", finding.verdict.rawValue), ("seen", finding.seen),
            ] {
                writer.key(key)
                writer.string(value)
            }
            writer.key("advice")
            writer.beginArray()
            for line in finding.advice { writer.string(line) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return String(decoding: writer.take(), as: UTF8.self)
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
