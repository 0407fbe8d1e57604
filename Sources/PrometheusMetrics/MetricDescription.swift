// SPDX-License-Identifier: Apache-2.0

/// What a metric is, beyond its name.
package struct MetricDescription: Sendable {
    /// The sentence behind `# HELP`.
    package let help: String
    /// The upper bounds of a histogram's buckets, in seconds for times, rising; the last one, infinity, is added.
    package let buckets: [Double]

    /// Describes a metric; buckets mean something to timers and recorders alone.
    package init(_ help: String, buckets: [Double] = []) {
        self.help = help
        self.buckets = buckets
    }
}
