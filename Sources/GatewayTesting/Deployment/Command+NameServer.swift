// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

extension Command {
    /// The rest of the machine does not see the file that is laid over the other.
    private static let layOver = "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\""

    /// The same command with a name server of its own, see resolv.conf(5); the process id stays the same.
    ///
    /// - Parameters:
    ///   - nameServer: The name server's address.
    ///   - directory: Gets a file.
    /// - Returns: The command; only root may run it, as a rule.
    /// - Throws: When the file cannot be written.
    func asking(_ nameServer: String, in directory: String) throws -> Command {
        let file = "\(directory)/resolv.conf"
        // Far longer than any test waits.
        let lines = "nameserver \(nameServer)\noptions timeout:30 attempts:5\n"
        try lines.write(toFile: file, atomically: false, encoding: .utf8)
        var command = self
        command.program = "unshare"
        command.arguments = ["--mount", "sh", "-c", Self.layOver, file, program] + arguments
        return command
    }

    /// Whether a command can have a name server of its own on this machine.
    package static func canHaveNameServer() async -> Bool {
        let process = try? await TemporaryDirectory.with { directory in
            try await Command("true", program: "true").asking("127.0.0.1", in: directory).runToEnd()
        }
        return process?.exitStatus == .exited(0)
    }
}
