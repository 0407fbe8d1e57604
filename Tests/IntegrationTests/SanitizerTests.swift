// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// What a sanitizer finds in a program under test fails the test, however the program ends.
    @Suite struct SanitizerTests {
        private func run(_ script: String) async throws {
            _ = try await Command("program", program: "/bin/sh", arguments: ["-c", script]).runToEnd()
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "WARNING: ThreadSanitizer: data race (pid=1)", "==1==ERROR: AddressSanitizer: heap-use-after-free",
                "==1==ERROR: LeakSanitizer: detected memory leaks",
            ]
        )
        func aReportIsAFailure(_ line: String) async throws {
            let failure = try await #require(throws: TestFailure.self) { try await run("echo '\(line)' >&2") }
            #expect(failure.description.contains(line))
        }

        @Test(.timeLimit(.minutes(1)))
        func anythingElseIsNone() async throws {
            try await run("echo 'info ready' >&2")
        }
    }
}
