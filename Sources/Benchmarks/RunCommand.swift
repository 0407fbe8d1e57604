// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
internal import GatewayTesting

/// Runs the measurements.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Measure, print tables, and, when everything was measured, write docs/benchmarks.md."
    )

    @Option(help: "The measurements to run, letters divided by commas; without it all, and the document is written.")
    var only: String?

    @Option(help: "The seconds of each throughput measurement.")
    var seconds = 4.0

    @Option(help: "The rounds of the throughput measurements.")
    var rounds = 3

    @Option(help: "The document whose generated part is replaced.")
    var document = "docs/benchmarks.md"

    func run() async throws {
        let letters = try self.letters
        let runner = Runner(letters: letters, seconds: seconds, rounds: rounds)
        let results = try await Stage.with(gateway: [try Binaries.gateway]) { try await runner.run(on: $0) }
        let report = Report(results, machine: try await Machine.look())
        for table in report.tables { StandardOutput.print("\n\(table.markdown)") }
        guard only == nil else { return }
        try Document.write(report, to: document)
        StandardOutput.print("\nwritten: \(document)")
    }

    private var letters: Set<Letter> {
        get throws {
            guard let only else { return Set(Letter.allCases) }
            return try Set(
                only.split(separator: ",").map { letter in
                    guard let letter = Letter(rawValue: String(letter)) else {
                        throw ValidationError("\(letter) is none of a to n")
                    }
                    return letter
                }
            )
        }
    }
}
