// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The time at the beginning of a log line: `2026-11-24T12:00:00.123Z` (RFC 3339, UTC).
package enum LogTime {
    /// Appends the present time.
    package static func appendNow(to line: inout [UInt8]) {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        append(seconds: now.tv_sec, milliseconds: now.tv_nsec / 1_000_000, to: &line)
    }

    /// Appends a time since 1970.
    package static func append(seconds: Int, milliseconds: Int, to line: inout [UInt8]) {
        let (days, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let date = date(days: days)
        digits(date.year, 4, "-", &line)
        digits(date.month, 2, "-", &line)
        digits(date.day, 2, "T", &line)
        digits(second / 3_600, 2, ":", &line)
        digits(second / 60 % 60, 2, ":", &line)
        digits(second % 60, 2, ".", &line)
        digits(milliseconds, 3, "Z", &line)
    }

    /// The date of a day since 1970.
    ///
    /// Years begin in March here, so that a leap day is the last one, and 400 years are a cycle of 146,097 days.
    private static func date(days: Int) -> (year: Int, month: Int, day: Int) {
        let (cycle, day) = (days + 719_468).quotientAndRemainder(dividingBy: 146_097)
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        return (
            year: cycle * 400 + year + (month >= 10 ? 1 : 0),
            month: month < 10 ? month + 3 : month - 9,
            day: dayOfYear - (153 * month + 2) / 5 + 1
        )
    }

    private static func digits(_ value: Int, _ count: Int, _ end: Unicode.Scalar, _ line: inout [UInt8]) {
        var divisor = 1
        for _ in 1..<count { divisor *= 10 }
        while divisor > 0 {
            line.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
        line.append(UInt8(ascii: end))
    }
}
