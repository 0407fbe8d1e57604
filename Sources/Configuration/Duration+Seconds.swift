// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// The time in seconds, as it is written in a variable: a whole number where it is one.
    package var secondsText: String {
        let value = self / .seconds(1)
        return value == value.rounded() ? String(Int(value)) : String(value)
    }
}
