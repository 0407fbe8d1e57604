// SPDX-License-Identifier: Apache-2.0

/// A sentence that says why a test cannot go on.
package struct TestFailure: Error, Sendable, CustomStringConvertible {
    /// The sentence, and maybe the output of the processes that took part.
    package let description: String

    /// Makes a failure.
    package init(_ description: String) {
        self.description = description
    }
}
