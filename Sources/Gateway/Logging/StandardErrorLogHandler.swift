// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import JSONCoding
package import Logging

/// Writes log lines to standard error, as words or as JSON.
///
/// Each line is one write, so that lines of several threads, and of several processes on a shared host, do not mix.
package struct StandardErrorLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    private let format: LogFormat
    private let write: @Sendable (String) -> Void

    /// Makes a handler.
    ///
    /// - Parameters:
    ///   - level: The level from which events are written.
    ///   - format: How lines look.
    ///   - write: Where a line goes, without its line end.
    package init(
        level: Logger.Level,
        format: LogFormat,
        write: @escaping @Sendable (String) -> Void
    ) {
        logLevel = level
        self.format = format
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let metadata = metadata.merging(event.metadata ?? [:]) { _, new in new }
            .sorted { $0.key < $1.key }
        let time = Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        switch format {
        case .text:
            let details = metadata.map { " \($0.key)=\($0.value)" }.joined()
            write("\(time) \(event.level) \(event.message)\(details)".map { $0.isNewline ? " " : String($0) }.joined())
        case .json:
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("time")
            writer.string(time)
            writer.key("level")
            writer.string(event.level.rawValue)
            writer.key("message")
            writer.string(event.message.description)
            for (key, value) in metadata {
                writer.key(key)
                writer.string("\(value)")
            }
            writer.endObject()
            write(String(decoding: writer.take(), as: UTF8.self))
        }
    }
}
