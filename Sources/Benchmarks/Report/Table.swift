// SPDX-License-Identifier: Apache-2.0

/// A table with a heading, in Markdown.
struct Table: Sendable {
    /// The heading.
    let title: String
    /// The names of the columns.
    let columns: [String]
    /// The rows; each has as many cells as there are columns.
    var rows: [[String]] = []
    /// A line below; empty for none.
    var note = ""

    /// The text.
    var markdown: String {
        var lines = ["### \(title)", "", line(columns), line(columns.map { _ in "---" })]
        lines += rows.map(line)
        if !note.isEmpty { lines += ["", note] }
        return lines.joined(separator: "\n")
    }

    private func line(_ cells: [String]) -> String {
        "| \(cells.joined(separator: " | ")) |"
    }
}
