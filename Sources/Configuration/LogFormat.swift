// SPDX-License-Identifier: Apache-2.0

/// How log lines are written.
package enum LogFormat: String, Sendable, CaseIterable {
    /// A line of words for people.
    case text
    /// A JSON object a line for programs.
    case json
}
