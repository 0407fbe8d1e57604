// SPDX-License-Identifier: Apache-2.0

/// One metric: its name, its type, and a series for each set of labels.
struct MetricFamily {
    /// The types of Prometheus that there are here.
    enum Kind: String {
        case counter, gauge, histogram
    }

    /// The most series of a metric.
    ///
    /// Whoever makes labels has bounds of his own; this one keeps a mistake there small.
    static let limit = 2_000

    let kind: Kind
    let help: String
    /// By their labels, as they stand in the text.
    var series: [String: any Series] = [:]

    /// Appends the metric in Prometheus' text format, in a fixed order.
    func append(name: String, to text: inout String) {
        if !help.isEmpty { text += "# HELP \(name) \(help)\n" }
        text += "# TYPE \(name) \(kind.rawValue)\n"
        for (labels, series) in series.sorted(by: { $0.key < $1.key }) {
            series.append(name: name, labels: labels, to: &text)
        }
    }

    /// Labels as they stand between braces, values escaped.
    static func text(_ labels: [(String, String)]) -> String {
        labels.map { name, value in "\(name)=\"\(escaped(value))\"" }.joined(separator: ",")
    }

    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": escaped += #"\\"#
            case "\"": escaped += #"\""#
            case "\n": escaped += #"\n"#
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
