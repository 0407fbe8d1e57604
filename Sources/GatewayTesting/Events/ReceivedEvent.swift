// SPDX-License-Identifier: Apache-2.0

/// An event and the time when its last byte had come.
package struct ReceivedEvent: Sendable {
    /// The event.
    package let event: StreamEvent
    /// The time, see ``MonotonicTime``.
    package let nanoseconds: UInt64

    /// The data of an event without a name; nil for everything else.
    package var data: String? {
        if case .event(nil, let data) = event { data } else { nil }
    }

    /// The data of an event named `error`; nil for everything else.
    package var errorData: String? {
        if case .event("error", let data) = event { data } else { nil }
    }

    /// Whether it is a comment.
    package var isComment: Bool {
        if case .comment = event { true } else { false }
    }
}
