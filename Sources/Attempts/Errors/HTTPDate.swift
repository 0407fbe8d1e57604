// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// Reads the dates of HTTP header fields.
///
/// Source: RFC 9110, 5.6.7.
enum HTTPDate {
    private static let months: [ByteString] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// The seconds from 1970 to a date in one of the three forms that a recipient must take; nil for anything else.
    ///
    /// The forms differ in order and separators only, so the parts are told apart by what they look like:
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
    static func seconds(_ text: ByteString) -> Int? {
        var month: Int?
        var numbers: [Int] = []
        var time: Int?
        // No date is longer, and a header field may be.
        guard text.count <= 64 else { return nil }
        for part in text.lowercased.split(where: { " ,-".utf8.contains($0) }) {
            if let index = months.firstIndex(of: part) {
                month = index + 1
            } else if part.bytes.contains(UInt8(ascii: ":")) {
                time = seconds(ofTime: part)
            } else if let number = part.decimal {
                numbers.append(number)
            }
        }
        guard let month, let time, numbers.count == 2, (1...31).contains(numbers[0]) else { return nil }
        guard let year = year(numbers[1]) else { return nil }
        return days(year: year, month: month, day: numbers[0]) * 86_400 + time
    }

    private static func seconds(ofTime text: ByteString) -> Int? {
        let parts = text.split(where: { $0 == UInt8(ascii: ":") }).map { $0.decimal ?? -1 }
        guard parts.count == 3, (0...23).contains(parts[0]), (0...59).contains(parts[1]), (0...60).contains(parts[2])
        else { return nil }
        return parts[0] * 3600 + parts[1] * 60 + parts[2]
    }

    private static func year(_ number: Int) -> Int? {
        switch number {
        case 0...69: 2000 + number
        case 70...99: 1900 + number
        case 1970...9999: number
        default: nil
        }
    }

    /// The days from 1970-01-01 in the Gregorian calendar, counted in years that begin with March, so that the leap day
    /// is a year's last.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        return marchYear * 365 + leapDays + dayOfYear - 719_468
    }
}
