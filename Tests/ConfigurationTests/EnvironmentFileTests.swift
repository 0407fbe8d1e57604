// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Configuration

struct EnvironmentFileTests {
    @Test func readsAssignments() throws {
        let text = """
            # a comment
            A=1

              B = two words\u{20}
            export C="quoted # not a comment"
            D='single'
            E=
            F=a=b
            """
        let values = try EnvironmentFile.parse(text, name: "f")
        #expect(
            values == ["A": "1", "B": "two words", "C": "quoted # not a comment", "D": "single", "E": "", "F": "a=b"]
        )
    }

    @Test func windowsLineEndsAreTolerated() throws {
        #expect(try EnvironmentFile.parse("A=1\r\nB=2\r\n", name: "f") == ["A": "1", "B": "2"])
    }

    @Test func aFaultNamesTheLineAndNotItsContent() {
        let error = #expect(throws: ConfigurationError.self) {
            try EnvironmentFile.parse("A=1\nsk-secret-without-name\n=x", name: "x.env")
        }
        #expect(error?.faults == ["x.env: line 2: expected KEY=value", "x.env: line 3: expected KEY=value"])
    }

    @Test(arguments: ["A=\"x\" # mine", "A='x", "A=\""])
    func whatFollowsAClosingQuoteIsAFault(_ line: String) {
        let error = #expect(throws: ConfigurationError.self) { try EnvironmentFile.parse(line, name: "f") }
        #expect(error?.faults == ["f: line 1: expected nothing after the closing quote"])
    }

    @Test func aFileThatIsNotThereIsAFault() {
        #expect(throws: ConfigurationError.self) { try EnvironmentFile("/nonexistent/llm-gateway.env") }
    }
}
