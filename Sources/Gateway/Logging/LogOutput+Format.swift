// SPDX-License-Identifier: Apache-2.0

package import Configuration
package import OperatingSystem

extension LogOutput {
    /// Makes an output on standard error.
    ///
    /// - Parameter format: How the line looks that tells of dropped ones.
    package convenience init(format: LogFormat) {
        self.init { LogLine.dropped($0, format) }
    }
}
