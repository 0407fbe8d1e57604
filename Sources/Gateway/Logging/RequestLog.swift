// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
package import Configuration
internal import JSONCoding
internal import NIOCore
internal import OperatingSystem

/// One line for each request, when its response has ended; never with a prompt, an answer or a key.
///
/// A line has the same keys in the same order whatever the request was; what is not known is `-`, or null.
package struct RequestLog: Sendable {
    /// The most bytes of a text that the caller has chosen: a path, a model.
    private static let longestText = 512

    private let format: LogFormat
    private let write: @Sendable ([UInt8]) -> Void

    /// Makes a log.
    ///
    /// - Parameters:
    ///   - format: How lines look.
    ///   - write: Where a line goes, without its end.
    package init(format: LogFormat, write: @escaping @Sendable ([UInt8]) -> Void) {
        self.format = format
        self.write = write
    }

    /// Writes the line of a call that is over.
    func write(_ report: CallReport) {
        switch format {
        case .text: write(text(report))
        case .json: write(json(report))
        }
    }

    private func text(_ report: CallReport) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(512)
        LogTime.appendNow(to: &line)
        line.append(contentsOf: " info request".utf8)
        func add(_ key: String, _ value: ByteString?) {
            line.append(UInt8(ascii: " "))
            line.append(contentsOf: key.utf8)
            line.append(UInt8(ascii: "="))
            if let value { Self.append(word: value, to: &line) } else { line.append(UInt8(ascii: "-")) }
        }
        func add(_ key: String, _ value: String?) { add(key, value.map { ByteString($0) }) }
        add("request_id", report.requestID)
        add("client", report.caller)
        add("method", report.method)
        add("path", report.path)
        add("status", String(report.status))
        add("provider", report.provider)
        add("model", report.model)
        add("prompt_tokens", report.usage.map { String($0.promptTokens) })
        add("completion_tokens", report.usage.map { String($0.completionTokens) })
        add("first_byte_ms", report.timeToFirstByte.map(Self.milliseconds))
        add("total_ms", Self.milliseconds(report.duration))
        add("own_ms", Self.milliseconds(report.overhead))
        add("cancelled", report.isDisconnected ? "yes" : "no")
        add("failed", report.isFailed ? "yes" : "no")
        add("provider_status", report.providerStatus)
        return line
    }

    private func json(_ report: CallReport) -> [UInt8] {
        var time: [UInt8] = []
        LogTime.appendNow(to: &time)
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("time")
        writer.string(utf8: time[...])
        writer.key("level")
        writer.string("info")
        writer.key("message")
        writer.string("request")
        func add(_ key: String, _ value: ByteString?) {
            writer.key(key)
            if let value { writer.raw(Self.quoted(value)) } else { writer.null() }
        }
        func add(_ key: String, _ value: String?) { add(key, value.map { ByteString($0) }) }
        func add(_ key: String, number: String?) {
            writer.key(key)
            if let number { writer.raw(number.utf8) } else { writer.null() }
        }
        add("request_id", report.requestID)
        add("client", report.caller)
        add("method", report.method)
        add("path", report.path)
        add("status", number: String(report.status))
        add("provider", report.provider)
        add("model", report.model)
        add("prompt_tokens", number: report.usage.map { String($0.promptTokens) })
        add("completion_tokens", number: report.usage.map { String($0.completionTokens) })
        add("first_byte_ms", number: report.timeToFirstByte.map(Self.milliseconds))
        add("total_ms", number: Self.milliseconds(report.duration))
        add("own_ms", number: Self.milliseconds(report.overhead))
        writer.key("cancelled")
        writer.bool(report.isDisconnected)
        writer.key("failed")
        writer.bool(report.isFailed)
        add("provider_status", report.providerStatus)
        writer.endObject()
        return writer.take()
    }

    /// Appends a text as one word of a line: as it is, or as a JSON string when it is not all plain ASCII.
    private static func append(word text: ByteString, to line: inout [UInt8]) {
        let isPlain = text.bytes.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        let isWord = isPlain && !text.isEmpty && text.count <= longestText
        line.append(contentsOf: isWord ? text.bytes : quoted(text)[...])
    }

    /// A text as a JSON string of ASCII: what ends a line or moves a cursor somewhere stays a few letters.
    private static func quoted(_ text: ByteString) -> [UInt8] {
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for unit in text.prefix(bytes: longestText).string.utf16 {  // text: units of a line
            guard quoted.count < longestText else { break }
            switch unit {
            case 0x22, 0x5C: quoted.append(contentsOf: [UInt8(ascii: "\\"), UInt8(unit)])
            case 0x20..<0x7F: quoted.append(UInt8(unit))
            default:
                let digits = String(unit, radix: 16)
                quoted.append(contentsOf: "\\u".utf8)
                quoted.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
                quoted.append(contentsOf: digits.utf8)
            }
        }
        quoted.append(UInt8(ascii: "\""))
        return quoted
    }

    /// Milliseconds with three digits behind the point.
    private static func milliseconds(_ time: TimeAmount) -> String {
        let microseconds = max(0, time.nanoseconds / 1_000)
        let fraction = String(microseconds % 1_000)
        return "\(microseconds / 1_000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
    }
}
