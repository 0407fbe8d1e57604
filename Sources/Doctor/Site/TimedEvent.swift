// SPDX-License-Identifier: Apache-2.0

/// An event of a stream, and when its last byte had come.
package struct TimedEvent: Sendable, Equatable {
    /// The time since the request was sent.
    package let time: Duration
    /// The event's data.
    package let data: [UInt8]

    /// Makes an event.
    package init(time: Duration, data: [UInt8]) {
        self.time = time
        self.data = data
    }
}
