// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
internal import FoundationEssentials

/// Counts the gateway's user instructions, and compares them with those on record.
struct InstructionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "instructions",
        abstract: "Count user instructions with callgrind; fail when they are more than 10 % above the record."
    )

    @Option(help: "The file of the record.")
    var record = InstructionRecord.path

    @Option(help: "A directory for callgrind's profiles, which callgrind_annotate shows by functions.")
    var profiles: String?

    @Flag(help: "Write the counts to the record, and compare nothing.")
    var write = false

    func run() async throws {
        var file = try InstructionRecord.read(record)
        let architecture = InstructionRecord.architecture
        let comparison = try await file.compare(profiles: profiles)
        StandardOutput.print(comparison.table.markdown)
        if write {
            file.replace(comparison.measured, of: architecture)
            try file.text.write(toFile: record, atomically: true, encoding: .utf8)
            StandardOutput.print("\nwritten: \(record)")
        } else if comparison.recorded.counts.isEmpty {
            StandardOutput.print("\n\(record) has no counts for \(architecture): nothing was compared")
        } else if !comparison.grown.isEmpty {
            let names = comparison.grown.map(\.name).joined(separator: "; ")
            StandardOutput.print("\nmore than 10 % above \(record): \(names)")
            throw ExitCode.failure
        }
    }
}
