// SPDX-License-Identifier: Apache-2.0

/// The numbers that a provider takes for a parameter, as far as it has said.
package struct NumberRange: Sendable, Hashable {
    /// One end of a range.
    package struct Bound: Sendable, Hashable {
        /// The number.
        package var value: Double
        /// Whether the number itself is taken.
        package var isIncluded = true

        /// Makes an end.
        package init(_ value: Double, isIncluded: Bool = true) {
            self.value = value
            self.isIncluded = isIncluded
        }
    }

    /// The least number; nil where there is none.
    package var least: Bound?
    /// The greatest number; nil where there is none.
    package var greatest: Bound?

    /// Makes a range.
    package init(least: Bound? = nil, greatest: Bound? = nil) {
        self.least = least
        self.greatest = greatest
    }

    /// The number of the range that is nearest to another one; nil when there is no nearest one.
    func nearest(to number: Double) -> Double? {
        if let least, number < least.value || number == least.value && !least.isIncluded {
            return least.isIncluded ? least.value : nil
        }
        if let greatest, number > greatest.value || number == greatest.value && !greatest.isIncluded {
            return greatest.isIncluded ? greatest.value : nil
        }
        return number
    }

    /// Whether a number is in the range.
    func contains(_ number: Double) -> Bool {
        nearest(to: number) == number
    }
}
