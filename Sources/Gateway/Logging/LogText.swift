// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import NIOCore

/// A line of the log as `key=value` pairs, put together in one place in memory.
///
/// A line is written for each request, so a number is written as its digits, and a text is looked at where it stands.
struct LogText {
    /// What was written.
    private(set) var bytes: [UInt8] = []

    /// The most bytes of a text that the caller has chosen: a path, a model.
    private static let longestText = 512

    init(reserving capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Appends what stands before the pairs.
    mutating func begin(_ write: (inout [UInt8]) -> Void) {
        write(&bytes)
    }

    /// Appends a text as one word: as it is, or as a JSON string when it is not all plain ASCII; `-` for nil.
    mutating func add(_ key: LogKey, _ value: ByteString?) {
        begin(key)
        guard let value else { return bytes.append(UInt8(ascii: "-")) }
        let isWord = !value.isEmpty && value.count <= Self.longestText && value.bytes.allSatisfy(\.isPlainInLogs)
        bytes.append(contentsOf: isWord ? value.bytes : Self.quoted(value)[...])
    }

    /// The same of a text of the gateway's own, which need not be copied to be looked at.
    mutating func add(_ key: LogKey, _ value: String?) {
        begin(key)
        guard let value else { return bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        bytes.append(contentsOf: value.utf8)
        let count = bytes.count - start
        if count > 0, count <= Self.longestText, bytes[start...].allSatisfy(\.isPlainInLogs) { return }
        let text = ByteString(bytes[start...])
        bytes.replaceSubrange(start..., with: Self.quoted(text))
    }

    /// Appends a number; `-` for nil.
    mutating func add(_ key: LogKey, _ value: Int?) {
        begin(key)
        guard let value else { return bytes.append(UInt8(ascii: "-")) }
        bytes.append(decimal: value)
    }

    /// Appends milliseconds; `-` for nil.
    mutating func add(_ key: LogKey, milliseconds time: TimeAmount?) {
        begin(key)
        guard let time else { return bytes.append(UInt8(ascii: "-")) }
        bytes.append(milliseconds: time)
    }

    private mutating func begin(_ key: LogKey) {
        bytes.append(contentsOf: key.text)
    }

    /// A text as a JSON string of ASCII: what ends a line or moves a cursor somewhere stays a few letters.
    static func quoted(_ text: ByteString) -> [UInt8] {
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
}

extension UInt8 {
    /// Whether a word of a log line may hold it as it is.
    fileprivate var isPlainInLogs: Bool {
        self > 0x20 && self < 0x7F && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
    }
}

extension [UInt8] {
    /// Appends a number from 0 in decimal digits.
    mutating func append(decimal value: Int) {
        var divisor = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }

    /// Appends milliseconds with three digits behind the point.
    mutating func append(milliseconds time: TimeAmount) {
        let microseconds = Swift.max(0, Int(time.nanoseconds / 1_000))
        append(decimal: microseconds / 1_000)
        append(UInt8(ascii: "."))
        let fraction = microseconds % 1_000
        if fraction < 100 { append(UInt8(ascii: "0")) }
        if fraction < 10 { append(UInt8(ascii: "0")) }
        append(decimal: fraction)
    }
}
