// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// Reads moments as JSON and Anthropic's header fields have them: `2026-11-26T12:00:00Z`.
///
/// Source: RFC 3339, 5.6.
enum InternetTime {
    /// The milliseconds from 1970 to a moment; nil for anything else.
    static func milliseconds(_ text: ByteString) -> Int? {
        // No moment is longer, and a header field may be.
        guard (20...40).contains(text.count) else { return nil }
        let bytes = Array(text.bytes)
        guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10].lowercasedASCII == UInt8(ascii: "t"),
            let year = number(bytes[0..<4], in: 1970...9999), let month = number(bytes[5..<7], in: 1...12),
            let day = number(bytes[8..<10], in: 1...31), let time = seconds(bytes[11..<19])
        else { return nil }
        var rest = bytes[19...]
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: \.isASCIIDigit)
            guard !digits.isEmpty else { return nil }
            // Of what is finer than a millisecond nobody wants to know.
            let thousandths =
                Array(digits.prefix(3)) + [UInt8](repeating: UInt8(ascii: "0"), count: max(0, 3 - digits.count))
            fraction = ByteString(thousandths).decimal ?? 0
            rest = rest[digits.endIndex...]
        }
        guard let offset = offset(rest) else { return nil }
        return (HTTPDate.days(year: year, month: month, day: day) * 86_400 + time - offset) * 1000 + fraction
    }

    /// The seconds that `12:00:00` stands for; a minute may have 61 of them.
    private static func seconds(_ text: ArraySlice<UInt8>) -> Int? {
        let parts = ByteString(text).split { $0 == UInt8(ascii: ":") }
        guard parts.count == 3, let hours = number(parts[0].bytes, in: 0...23),
            let minutes = number(parts[1].bytes, in: 0...59), let seconds = number(parts[2].bytes, in: 0...60)
        else { return nil }
        return hours * 3600 + minutes * 60 + seconds
    }

    /// The seconds by which a place's time, `Z` or `+01:00`, is ahead.
    private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
        guard let sign = text.first else { return nil }
        if sign.lowercasedASCII == UInt8(ascii: "z") { return text.count == 1 ? 0 : nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let parts = ByteString(text.dropFirst()).split { $0 == UInt8(ascii: ":") }
        guard parts.count == 2, let hours = number(parts[0].bytes, in: 0...23),
            let minutes = number(parts[1].bytes, in: 0...59)
        else { return nil }
        return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "+") ? 1 : -1)
    }

    private static func number(_ digits: ArraySlice<UInt8>, in range: ClosedRange<Int>) -> Int? {
        guard digits.count == 2 || digits.count == 4, let number = ByteString(digits).decimal, range.contains(number)
        else { return nil }
        return number
    }
}
