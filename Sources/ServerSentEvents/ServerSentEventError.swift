// SPDX-License-Identifier: Apache-2.0

/// The reason why a server-sent event stream cannot be read any further.
@usableFromInline
package struct ServerSentEventError: Error, Equatable, CustomStringConvertible {
    /// The kinds of failure.
    package enum Code: Sendable {
        /// One event, one line outside an event, or a bare body is longer than the limit.
        case eventTooLarge
    }

    /// The kind of failure.
    package let code: Code

    /// The limit that was exceeded, in bytes.
    package let limit: Int

    /// Creates an error.
    package init(code: Code, limit: Int) {
        self.code = code
        self.limit = limit
    }

    /// A sentence that names the limit and contains nothing of the stream.
    @usableFromInline
    package var description: String {
        switch code {
        case .eventTooLarge: "a server-sent event is larger than \(limit) bytes"
        }
    }
}
