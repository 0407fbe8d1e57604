// SPDX-License-Identifier: Apache-2.0

internal import Configuration
internal import JSONCoding
internal import Logging
internal import OperatingSystem

/// The lines of the log, without their ends.
enum LogLine {
    /// The line that tells of lines that nobody has read in time.
    static func dropped(_ count: Int, _ format: LogFormat) -> [UInt8] {
        event(.warning, "\(count) log lines were dropped: nobody read them", [], format)
    }

    /// The line of an event, with the present time.
    static func event(
        _ level: Logger.Level,
        _ message: String,
        _ metadata: [(key: String, value: Logger.MetadataValue)],
        _ format: LogFormat
    ) -> [UInt8] {
        var line: [UInt8] = []
        LogTime.appendNow(to: &line)
        switch format {
        case .text:
            let details = metadata.map { " \($0.key)=\($0.value)" }.joined()
            let words = " \(level) \(message)\(details)"
            line.append(contentsOf: words.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 })
            return line
        case .json:
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("time")
            writer.string(utf8: line[...])
            writer.key("level")
            writer.string(level.rawValue)
            writer.key("message")
            writer.string(message)
            for (key, value) in metadata {
                writer.key(key)
                writer.string("\(value)")
            }
            writer.endObject()
            return writer.take()
        }
    }
}
