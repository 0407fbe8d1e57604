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
        var line = LogText(reserving: 512)
        line.begin { bytes in
            LogTime.appendNow(to: &bytes)
            bytes.append(contentsOf: " info request".utf8)
        }
        line.add(.requestID, report.requestID)
        line.add(.client, report.caller)
        line.add(.method, report.method)
        line.add(.path, report.path)
        line.add(.status, report.status)
        line.add(.provider, report.provider)
        line.add(.model, report.model)
        line.add(.promptTokens, report.usage?.promptTokens)
        line.add(.completionTokens, report.usage?.completionTokens)
        line.add(.firstByte, milliseconds: report.timeToFirstByte)
        line.add(.total, milliseconds: report.duration)
        line.add(.own, milliseconds: report.overhead)
        line.add(.cancelled, report.isDisconnected ? "yes" : "no")
        line.add(.failed, report.isFailed ? "yes" : "no")
        line.add(.providerStatus, report.providerStatus)
        line.add(.door, report.door)
        return line.bytes
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
        func add(_ key: LogKey, _ value: ByteString?) {
            writer.key(key.name)
            if let value { writer.raw(LogText.quoted(value)) } else { writer.null() }
        }
        func add(_ key: LogKey, _ value: String?) { add(key, value.map { ByteString($0) }) }
        func add(_ key: LogKey, _ value: Int?) {
            writer.key(key.name)
            if let value { writer.number(value) } else { writer.null() }
        }
        func add(_ key: LogKey, milliseconds time: TimeAmount?) {
            writer.key(key.name)
            guard let time else { return writer.null() }
            var digits: [UInt8] = []
            digits.append(milliseconds: time)
            writer.raw(digits)
        }
        add(.requestID, report.requestID)
        add(.client, report.caller)
        add(.method, report.method)
        add(.path, report.path)
        add(.status, report.status)
        add(.provider, report.provider)
        add(.model, report.model)
        add(.promptTokens, report.usage?.promptTokens)
        add(.completionTokens, report.usage?.completionTokens)
        add(.firstByte, milliseconds: report.timeToFirstByte)
        add(.total, milliseconds: report.duration)
        add(.own, milliseconds: report.overhead)
        writer.key(LogKey.cancelled.name)
        writer.bool(report.isDisconnected)
        writer.key(LogKey.failed.name)
        writer.bool(report.isFailed)
        add(.providerStatus, report.providerStatus)
        add(.door, report.door)
        writer.endObject()
        return writer.take()
    }
}
