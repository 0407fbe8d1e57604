// SPDX-License-Identifier: Apache-2.0

/// A place in a document, as editors count: lines and columns from 1, a column for each Unicode character.
package struct YAMLMark: Sendable, Hashable {
    /// The line.
    package let line: Int
    /// The column.
    package let column: Int

    /// Makes a mark.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
