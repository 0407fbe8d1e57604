// SPDX-License-Identifier: Apache-2.0

/// A configuration that cannot be used: one sentence for each fault.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    /// The exit status for it: EX_CONFIG of sysexits.h.
    package static let exitStatus: Int32 = 78

    /// The faults; each names its variable, what was expected and what came, and never shows a key.
    package let faults: [String]

    /// Makes an error of faults.
    package init(_ faults: [String]) {
        self.faults = faults
    }

    package var description: String { faults.joined(separator: "\n") }
}
