// SPDX-License-Identifier: Apache-2.0

/// A figure with a bound that it should keep, and a better one.
struct Target {
    /// The figure.
    let figure: String
    /// The bounds: each value's, joined by slashes in the table.
    let target: [Double]
    /// The better bounds.
    let stretch: [Double]
    /// The unit of the bounds and values, maybe several; empty for none.
    let units: [String]
    /// Whether more is better.
    let isMore: Bool
    /// What `proxy_pass` has.
    let floor: String
    /// What was reached; nil where it was not measured.
    let reached: [Double?]
    /// The decimals to show.
    let decimals: [Int]

    /// The row of the table.
    var row: [String] {
        let sign = isMore ? "≥ " : "≤ "
        return [figure, sign + text(target), text(stretch), floor, text(reached), verdict]
    }

    private var verdict: String {
        let values = reached.compactMap { $0 }
        guard values.count == reached.count else { return "not measured" }
        func holds(_ bounds: [Double]) -> Bool {
            zip(values, bounds).allSatisfy { isMore ? $0 >= $1 : $0 <= $1 }
        }
        return holds(stretch) ? "reached, stretch too" : holds(target) ? "reached" : "missed"
    }

    private func text(_ values: [Double?]) -> String {
        zip(values, zip(units, decimals))
            .map { value, form in Format.number(value, decimals: form.1) + (form.0.isEmpty ? "" : " " + form.0) }
            .joined(separator: " / ")
    }
}
