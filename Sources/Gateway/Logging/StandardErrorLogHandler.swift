// SPDX-License-Identifier: Apache-2.0

package import Configuration
package import Logging

/// Writes log lines to standard error, as words or as JSON.
///
/// For events; requests have lines of their own, see ``RequestLog``.
package struct StandardErrorLogHandler: LogHandler {
    private let threshold: LogThreshold
    /// The level of one logger alone; nil for that of all.
    private var ownLevel: Logger.Level?
    package var metadata: Logger.Metadata = [:]
    private let format: LogFormat
    private let write: @Sendable ([UInt8]) -> Void

    /// Makes a handler.
    ///
    /// - Parameters:
    ///   - threshold: The level from which events are written.
    ///   - format: How lines look.
    ///   - write: Where a line goes, without its line end.
    package init(
        threshold: LogThreshold,
        format: LogFormat,
        write: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.threshold = threshold
        self.format = format
        self.write = write
    }

    package var logLevel: Logger.Level {
        get { ownLevel ?? threshold.level }
        set { ownLevel = newValue }
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let metadata = metadata.merging(event.metadata ?? [:]) { _, new in new }
            .sorted { $0.key < $1.key }
        write(LogLine.event(event.level, event.message.description, metadata, format))
    }
}
