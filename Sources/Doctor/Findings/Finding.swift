// SPDX-License-Identifier: Apache-2.0

/// The outcome of one check: a line of the report.
package struct Finding: Sendable, Equatable {
    /// What was checked, in a word or two.
    package let check: String
    /// What it has come to.
    package let verdict: Verdict
    /// What was seen; never a secret, and nothing of a response's body that may hold one.
    package let seen: String
    /// What to change, a sentence or a directive each; empty when there is nothing.
    package let advice: [String]

    /// Makes a finding.
    package init(_ check: String, _ verdict: Verdict, _ seen: String, advice: [String] = []) {
        self.check = check
        self.verdict = verdict
        self.seen = seen
        self.advice = advice
    }
}
