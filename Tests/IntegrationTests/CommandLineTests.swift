// SPDX-License-Identifier: Apache-2.0

import Glibc
import GatewayTesting
import Testing

extension IntegrationTests {
    /// The program in a place without /proc, as a chroot may be.
    @Suite(.enabled(if: geteuid() == 0 && Patience.factor == 1, "only root can hide /proc, and sanitizers need it"))
    struct CommandLineTests {
        @Test(.timeLimit(.minutes(1)))
        func aCommandIsHeededWithoutProc() async throws {
            let check = try await Self.run("check")
            #expect(check.exitStatus == .exited(0), "\(check.report)")
            #expect(check.standardOutput.text.contains("GATEWAY_LISTEN="))
            // The file next to the binary is not looked for.
            #expect(check.standardError.text.contains("--env-file"))
            let version = try await Self.run("--version")
            #expect(version.exitStatus == .exited(0), "\(version.report)")
            #expect(try await Self.run("nonsense").exitStatus == .exited(64))
        }

        private static func run(_ argument: String) async throws -> ChildProcess {
            let script = "mount -t tmpfs none /proc && exec \"$0\" \"$@\""
            let arguments = ["--mount", "sh", "-c", script, try Binaries.gateway, argument]
            return try await Command("unshare", program: "unshare", arguments: arguments).runToEnd()
        }
    }
}
