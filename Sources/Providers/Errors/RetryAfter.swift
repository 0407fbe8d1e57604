// SPDX-License-Identifier: Apache-2.0

internal import Upstream

/// Reads when a provider wants to be asked again, wherever it says so.
///
/// Source: RFC 9110, 10.2.3 and 5.6.7; OpenAI API reference, rate limits; google.rpc.RetryInfo.
enum RetryAfter {
    /// The longest wait that is passed on, in seconds: a day.
    static let longest = 86_400

    /// The wait in whole seconds, rounded up, that the header fields of a response give.
    ///
    /// `retry-after-ms` wins over `Retry-After` when it is above 0. A date is compared with the response's own `Date`,
    /// so that it does not matter how the two clocks differ.
    static func seconds(in head: UpstreamResponseHead) -> Int? {
        if let text = head["retry-after-ms"], let milliseconds = Double(text.trimmingBlanks()), milliseconds > 0 {
            return whole(milliseconds / 1000)
        }
        guard let text = head["retry-after"]?.trimmingBlanks() else { return nil }
        if let seconds = Double(text) { return whole(seconds) }
        guard let until = HTTPDate.seconds(text), let now = head["date"].flatMap({ HTTPDate.seconds($0) }) else {
            return nil
        }
        return whole(Double(until - now))
    }

    /// What stands in front of the wait in messages.
    private static let phrases = [
        "again in ", "again after ", "retry in ", "retry after ", "request in ", "wait ", "wait for ", "reset after ",
        "resets in ",
    ]

    /// The wait in whole seconds that a message gives: "Please try again in 7.66s", "retry after 20 seconds".
    static func seconds(inMessage message: String) -> Int? {
        let message = message.lowercased()
        for phrase in Self.phrases {
            if let rest = message.suffix(after: phrase), let seconds = duration(rest) { return whole(seconds) }
        }
        return nil
    }

    /// The wait in whole seconds that a duration gives: "34.4s".
    static func seconds(inDuration text: String) -> Int? {
        duration(text[...]).flatMap { whole($0) }
    }

    private static func whole(_ seconds: Double) -> Int? {
        guard seconds.isFinite, seconds >= 0 else { return nil }
        return Int(min(seconds, Double(longest)).rounded(.up))
    }

    /// Reads `7.66s`, `1m30.5s`, `6ms`, `20 seconds` or `2 minutes` at the start of a text, in seconds.
    private static func duration(_ text: Substring) -> Double? {
        var total: Double?
        var rest = text
        while true {
            let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            guard let value = Double(digits) else { return total }
            rest = rest[digits.endIndex...].drop { $0 == " " }
            let unit = rest.prefix { $0.isLetter }
            guard let factor = factor(of: unit) else { return total }
            total = (total ?? 0) + value * factor
            rest = rest[unit.endIndex...]
        }
    }

    private static func factor(of unit: Substring) -> Double? {
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

extension String {
    fileprivate func suffix(after phrase: String) -> Substring? {
        var rest = self[...]
        while let start = rest.firstIndex(of: phrase.first ?? " ") {
            if rest[start...].hasPrefix(phrase) { return rest[start...].dropFirst(phrase.count) }
            rest = rest[start...].dropFirst()
        }
        return nil
    }
}
