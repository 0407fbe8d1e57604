// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// Reads when a provider wants to be asked again, wherever it says so.
///
/// Source: RFC 9110, 10.2.3 and 5.6.7; OpenAI API reference, rate limits; google.rpc.RetryInfo.
package enum RetryAfter {
    /// The longest wait that is passed on, in seconds: a day.
    private static let longest = 86_400

    /// What stands in front of the wait in messages.
    private static let phrases: [ByteString] = [
        "again in ", "again after ", "retry in ", "retry after ", "request in ", "wait ", "wait for ", "reset after ",
        "resets in ",
    ]

    /// The wait in whole seconds that a message gives: "Please try again in 7.66s", "retry after 20 seconds".
    package static func seconds(inMessage message: ByteString) -> Int? {
        let message = message.lowercased
        for phrase in phrases {
            guard let range = message.firstRange(of: phrase) else { continue }
            if let seconds = duration(ByteString(message.bytes[range.upperBound...])) { return whole(seconds) }
        }
        return nil
    }

    /// The wait in whole seconds that a duration gives: "34.4s".
    package static func seconds(inDuration text: ByteString) -> Int? {
        duration(text).flatMap { whole($0) }
    }

    /// Whole seconds, rounded up and no more than are passed on; nil when they are none.
    package static func whole(_ seconds: Double) -> Int? {
        guard seconds.isFinite, seconds >= 0 else { return nil }
        return Int(min(seconds, Double(longest)).rounded(.up))
    }

    /// Reads `7.66s`, `1m30.5s`, `6ms`, `20 seconds` or `2 minutes` at the start of a text, in seconds.
    private static func duration(_ text: ByteString) -> Double? {
        var total: Double?
        var rest = text.bytes
        while true {
            let digits = ByteString(rest.prefix { $0.isASCIIDigit || $0 == UInt8(ascii: ".") })
            guard let value = digits.double else { return total }
            rest = rest[digits.bytes.endIndex...].drop { $0 == UInt8(ascii: " ") }
            let unit = ByteString(rest.prefix(while: \.isASCIILetter))
            guard let factor = factor(of: unit) else { return total }
            total = (total ?? 0) + value * factor
            rest = rest[unit.bytes.endIndex...]
        }
    }

    private static func factor(of unit: ByteString) -> Double? {
        switch unit {
        case "ms", "millisecond", "milliseconds": 0.001
        case "s", "sec", "second", "seconds": 1
        case "m", "min", "minute", "minutes": 60
        case "h", "hour", "hours": 3600
        case "d", "day", "days": 86_400
        default: nil
        }
    }
}
