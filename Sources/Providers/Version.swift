// SPDX-License-Identifier: Apache-2.0

/// The version of the program, semantic.
package enum Version {
    /// Major, minor and patch.
    package static let number = "0.2.0"
}
