// SPDX-License-Identifier: Apache-2.0

internal import YAML

/// Where in a file of settings something stands.
package struct FilePlace: Sendable, Equatable {
    /// The file's path.
    package let path: String
    /// The line, from 1.
    package let line: Int
    /// The column, from 1.
    package let column: Int

    init(_ path: String, _ mark: YAMLMark) {
        self.path = path
        line = mark.line
        column = mark.column
    }

    /// The place as compilers write it, which editors find.
    package var description: String { "\(path):\(line):\(column)" }
}
