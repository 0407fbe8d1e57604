// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding
package import Logging

/// Writes log lines to standard error, as words or as JSON.
///
/// For events; requests have lines of their own, see ``RequestLog``.
package struct StandardErrorLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    private let format: LogFormat
    private let write: @Sendable ([UInt8]) -> Void

    /// Makes a handler.
    ///
    /// - Parameters:
    ///   - level: The level from which events are written.
    ///   - format: How lines look.
    ///   - write: Where a line goes, without its line end.
    package init(
        level: Logger.Level,
        format: LogFormat,
        write: @escaping @Sendable ([UInt8]) -> Void
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
        var line: [UInt8] = []
        LogTime.appendNow(to: &line)
        switch format {
        case .text:
            let details = metadata.map { " \($0.key)=\($0.value)" }.joined()
            let words = " \(event.level) \(event.message)\(details)"
            line.append(contentsOf: words.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 })
            write(line)
        case .json:
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("time")
            writer.string(utf8: line[...])
            writer.key("level")
            writer.string(event.level.rawValue)
            writer.key("message")
            writer.string(event.message.description)
            for (key, value) in metadata {
                writer.key(key)
                writer.string("\(value)")
            }
            writer.endObject()
            write(writer.take())
        }
    }
}
