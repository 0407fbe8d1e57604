// SPDX-License-Identifier: Apache-2.0

package import OperatingSystem

/// The file of settings that was read.
package struct FileInForce: Sendable, Equatable {
    /// Where it is.
    package let path: String
    /// What of it was read.
    package let version: FileVersion
}
