// SPDX-License-Identifier: Apache-2.0

/// The tables of a run.
struct Report {
    /// What was measured.
    let results: Results
    /// On what.
    let machine: Machine

    /// Makes a report.
    init(_ results: Results, machine: Machine) {
        self.results = results
        self.machine = machine
    }

    /// All tables that there are figures for.
    var tables: [Table] {
        [
            targets, plainTable, chunkTable, doorTable, latencyTable, ageTable, memoryTable, startTable,
            largePromptTable,
            cancellationTable, scaleTable, slowReaderTable, overloadTable, instructionTable,
        ]
        .filter { !$0.rows.isEmpty }
    }

    /// The generated part of the document.
    var markdown: String {
        ([machine.line] + tables.map(\.markdown)).joined(separator: "\n\n")
    }
}
