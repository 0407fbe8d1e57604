// SPDX-License-Identifier: Apache-2.0

/// A provider's key, which no description, dump or string interpolation shows.
package struct Secret: Sendable, Equatable {
    /// The key itself, for the request's header and for redaction.
    package let revealed: String

    /// Wraps a key.
    package init(_ key: String) {
        revealed = key
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "***" }
    package var debugDescription: String { description }
    /// A mirror without children, because `dump` and the test library's failure messages look inside otherwise.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
