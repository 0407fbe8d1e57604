// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

extension Command {
    /// A curl that sends spaces as a body, slowly, and writes the whole answer, its head as well.
    ///
    /// - Parameters:
    ///   - count: The bytes of the body.
    ///   - rate: How many of them a second, such as `2k`.
    ///   - directory: Where the body is put, in a file.
    ///   - arguments: The address, and what else curl is told.
    /// - Returns: The command.
    /// - Throws: What kept the body from being written.
    package static func upload(
        _ count: Int,
        rate: String,
        in directory: String,
        _ arguments: [String]
    ) throws -> Command {
        let file = "\(directory)/body"
        try String(repeating: " ", count: count).write(toFile: file, atomically: false, encoding: .utf8)
        let options = [
            "--silent", "--show-error", "--include", "--max-time", "60", "--limit-rate", rate, "--header", "Expect:",
            "--data-binary", "@\(file)",
        ]
        return Command("curl", program: "/usr/bin/curl", arguments: options + arguments)
    }
}
