// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// What the text of a time must be.
    static let expectation = "a number of seconds from 0.001"

    /// Reads a time in seconds, fractions allowed; nil for what is none, or not between a millisecond and thirty years.
    init?(secondsText text: String) {
        guard let seconds = Double(text), seconds >= 0.001, seconds <= 1_000_000_000 else { return nil }
        self = .seconds(seconds)
    }

    /// The time in seconds, as it is written in a variable: a whole number where it is one.
    package var secondsText: String {
        let value = self / .seconds(1)
        return value == value.rounded() ? String(Int(value)) : String(value)
    }
}
