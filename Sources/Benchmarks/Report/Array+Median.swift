// SPDX-License-Identifier: Apache-2.0

extension Array where Element == Double {
    /// The middle one, the lower of two; nil when there are none.
    var median: Double? {
        isEmpty ? nil : sorted()[(count - 1) / 2]
    }
}
