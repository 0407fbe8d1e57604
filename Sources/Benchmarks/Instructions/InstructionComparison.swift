// SPDX-License-Identifier: Apache-2.0

/// The counts of a build beside those of the record.
struct InstructionComparison: Sendable {
    /// Those of the build.
    let measured: InstructionCounts
    /// Those of the record; empty when it has none for this architecture.
    let recorded: InstructionCounts

    /// By how much the build's count is above the record's; nil where one of them is missing.
    func growth(_ load: InstructionLoad) -> Double? {
        guard let measured = measured.counts[load], let recorded = recorded.counts[load], recorded > 0 else {
            return nil
        }
        return measured / recorded - 1
    }

    /// The loads that cost more than they may.
    var grown: [InstructionLoad] {
        InstructionLoad.allCases.filter { load in
            guard let measured = measured.counts[load], let recorded = recorded.counts[load] else { return false }
            return measured - recorded > InstructionRecord.tolerance * recorded
        }
    }

    /// Both, side by side.
    var table: Table {
        var table = Table(
            title: "User instructions of the gateway",
            columns: ["for", "instructions", "on record", "change"],
            note: "Without those of the kernel; by callgrind, one at a time, `fastcgi_keep_conn off`."
        )
        table.rows = InstructionLoad.allCases.filter { measured.counts[$0] != nil }.map { load in
            [
                load.name, Format.number(measured.counts[load]), Format.number(recorded.counts[load]),
                growth(load).map { Format.number($0 * 100, decimals: 1) + " %" } ?? "–",
            ]
        }
        return table
    }
}
