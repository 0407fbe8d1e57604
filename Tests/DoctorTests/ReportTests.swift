// SPDX-License-Identifier: Apache-2.0

import Doctor
import JSONCoding
import Testing

struct ReportTests {
    private static let findings = [
        Finding("reachable", .ok, "HTTP 200 from nginx/1.22.1"),
        Finding("streaming", .failed, "chunks are \"held back\"", advice: ["fastcgi_buffering off;", "or so"]),
        Finding("access", .warning, "open", advice: ["SECRET_TOKEN=…"]),
        Finding("disconnect", .unknown, "nobody knows"),
    ]

    @Test func theTableIsAligned() {
        let report = Report(address: "http://localhost/ai", server: .nginx, findings: Self.findings)
        #expect(
            report.text == """
                http://localhost/ai, nginx

                check       result          seen
                reachable   ok              HTTP 200 from nginx/1.22.1
                streaming   FAILED          chunks are "held back"
                access      warning         open
                disconnect  could not tell  nobody knows

                What to change:
                  streaming
                    fastcgi_buffering off;
                    or so
                  access
                    SECRET_TOKEN=…

                """
        )
    }

    @Test func withoutAdviceThereIsNoneToShow() {
        let report = Report(address: "http://localhost", server: nil, findings: [Self.findings[0]])
        #expect(report.text.hasPrefix("http://localhost\n"))
        #expect(!report.text.contains("What to change"))
    }

    @Test func onlyAFailureIsNotHealthy() {
        let others = Self.findings.filter { $0.verdict != .failed }
        #expect(Report(address: "", server: .nginx, findings: others).isHealthy)
        #expect(!Report(address: "", server: .nginx, findings: Self.findings).isHealthy)
    }

    @Test func theJSONHasTheSame() throws {
        let report = Report(address: "http://localhost", server: .nginx, findings: Self.findings)
        let document = try JSONValue(parsing: Array(report.json.utf8)[...])
        #expect(document["server"]?.stringValue == "nginx")
        #expect(document["healthy"]?.boolValue == false)
        let checks = try #require(document["checks"]?.arrayValue)
        #expect(checks.count == 4)
        #expect(checks[1]["result"]?.stringValue == "FAILED")
        #expect(checks[1]["seen"]?.stringValue == "chunks are \"held back\"")
        #expect(checks[1]["advice"]?[1]?.stringValue == "or so")
        #expect(checks[0]["advice"]?.arrayValue?.isEmpty == true)
    }
}
