// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers

/// The lines that a process has written so far.
package final class CapturedOutput: Sendable {
    private let captured = NIOLockedValueBox<[(text: String, nanoseconds: UInt64)]>([])

    /// The lines, without their ends.
    package var lines: [String] { arrivals.map(\.text) }

    /// The lines, each with the time at which it came, see ``MonotonicTime``.
    package var arrivals: [(text: String, nanoseconds: UInt64)] { captured.withLockedValue { $0 } }

    /// All lines as one text.
    package var text: String { lines.joined(separator: "\n") }

    /// The last lines, for failure messages.
    package var tail: String { lines.suffix(30).joined(separator: "\n") }

    func append(_ line: String) {
        let now = MonotonicTime.nanoseconds
        captured.withLockedValue { $0.append((line, now)) }
    }
}
