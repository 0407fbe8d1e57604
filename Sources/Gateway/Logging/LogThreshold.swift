// SPDX-License-Identifier: Apache-2.0

package import Logging
internal import NIOConcurrencyHelpers

/// The level from which events are logged, the same one for all loggers of the process, which may change.
package final class LogThreshold: Sendable {
    private let box: NIOLockedValueBox<Logger.Level>

    /// Makes a threshold.
    package init(_ level: Logger.Level) {
        box = NIOLockedValueBox(level)
    }

    /// The level.
    package var level: Logger.Level {
        get { box.withLockedValue { $0 } }
        set { box.withLockedValue { $0 = newValue } }
    }
}
