// SPDX-License-Identifier: Apache-2.0

/// The values of one metric for one set of labels.
protocol Series: AnyObject, Sendable {
    /// Appends its lines in Prometheus' text format.
    ///
    /// - Parameters:
    ///   - name: The metric's name.
    ///   - labels: The labels as they stand between braces; maybe empty.
    ///   - text: What they are appended to.
    func append(name: String, labels: String, to text: inout String)
}

extension Series {
    /// Appends one line.
    func appendLine(_ name: String, _ labels: String, _ value: String, to text: inout String) {
        text += name
        if !labels.isEmpty { text += "{\(labels)}" }
        text += " \(value)\n"
    }
}
