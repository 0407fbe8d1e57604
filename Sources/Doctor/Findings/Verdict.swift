// SPDX-License-Identifier: Apache-2.0

/// What a check has come to.
package enum Verdict: String, Sendable, CaseIterable {
    /// As it should be.
    case ok
    /// It works, and there is something to know or to improve.
    case warning
    /// It does not work.
    case failed = "FAILED"
    /// The check could not be made, or has shown nothing.
    case unknown = "could not tell"
}
