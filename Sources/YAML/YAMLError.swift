// SPDX-License-Identifier: Apache-2.0

/// Why a document cannot be read.
package struct YAMLError: Error, Sendable, Equatable {
    /// Where it was noticed.
    package let mark: YAMLMark
    /// What is wrong, the rest of a sentence; it holds nothing of the document but the names of anchors and keys.
    package let problem: String

    /// Makes an error.
    package init(_ problem: String, at mark: YAMLMark) {
        self.problem = problem
        self.mark = mark
    }
}
