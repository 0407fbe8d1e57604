// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// A row of the tables of variables in docs/configuration.md.
struct DocumentedVariable {
    /// The variables of the row.
    let names: [String]
    /// The default; empty where the table has no column for it.
    let standard: String
    /// What is said of them.
    let text: String

    static let root = #filePath.replacing("/Tests/ConfigurationTests/Support/DocumentedVariable.swift", with: "")

    /// All rows.
    static func all() throws -> [DocumentedVariable] {
        let text = try String(contentsOfFile: "\(root)/docs/configuration.md", encoding: .utf8)
        var rows: [DocumentedVariable] = []
        var isTable = false
        var hasDefaults = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("|") else {
                isTable = false
                continue
            }
            let cells = line.split(separator: "|").map {
                String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            if cells.first == "variable" {
                isTable = true
                hasDefaults = cells.contains("default")
            }
            guard isTable, let names = cells.first?.matches(of: /`([A-Z_]+)`/).map({ String($0.output.1) }),
                !names.isEmpty
            else { continue }
            rows.append(
                DocumentedVariable(
                    names: names,
                    standard: hasDefaults && cells.count > 1 ? cells[1].replacing("`", with: "") : "",
                    text: cells.count > (hasDefaults ? 2 : 1) ? cells[hasDefaults ? 2 : 1] : ""
                )
            )
        }
        return rows
    }
}
