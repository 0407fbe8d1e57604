// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// Numbers as tables show them.
enum Format {
    /// A number with a fixed count of decimals, and commas between thousands.
    static func number(_ value: Double, decimals: Int = 0) -> String {
        guard value.isFinite else { return "–" }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int((abs(value) * scale).rounded())
        var whole = String(scaled / Int(scale))
        var position = whole.endIndex
        while let next = whole.index(position, offsetBy: -3, limitedBy: whole.startIndex), next > whole.startIndex {
            whole.insert(",", at: next)
            position = next
        }
        let fraction = String(scaled % Int(scale))
        let zeros = String(repeating: "0", count: max(0, decimals - fraction.count))
        let sign = value < 0 && scaled > 0 ? "-" : ""
        return sign + whole + (decimals > 0 ? "." + zeros + fraction : "")
    }

    /// Nanoseconds as milliseconds.
    static func milliseconds(_ nanoseconds: Int64?, decimals: Int = 2) -> String {
        nanoseconds.map { number(Double($0) / 1e6, decimals: decimals) } ?? "–"
    }

    /// Bytes as mebibytes.
    static func mebibytes(_ bytes: Int) -> String { number(Double(bytes) / 1_048_576, decimals: 1) }

    /// A number that may be missing.
    static func number(_ value: Double?, decimals: Int = 0) -> String {
        value.map { number($0, decimals: decimals) } ?? "–"
    }
}
