// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers

/// The lines that a process has written so far.
package final class CapturedOutput: Sendable {
    private let captured = NIOLockedValueBox<[String]>([])

    /// The lines, without their ends.
    package var lines: [String] { captured.withLockedValue { $0 } }

    /// All lines as one text.
    package var text: String { lines.joined(separator: "\n") }

    /// The last lines, for failure messages.
    package var tail: String { lines.suffix(30).joined(separator: "\n") }

    func append(_ line: String) {
        captured.withLockedValue { $0.append(line) }
    }
}
