// SPDX-License-Identifier: Apache-2.0

/// One event of a server-sent event stream, or what a failing server wrote in its place.
///
/// Source: WHATWG HTML 9.2.6 "Interpreting an event stream"; ``Origin`` lists the two additions to it.
@usableFromInline
package struct ServerSentEvent: Sendable, Equatable {
    /// What the bytes of an event were on the wire.
    package enum Origin: Sendable {
        /// The event was ended by a blank line, or by the end of the input.
        case data
        /// The event is the value of a line whose field name is `error`, as llama.cpp wrote it until autumn 2025.
        case errorField
        /// The input is no event stream from here on: a line in the place of an event began with `{` or `[`.
        ///
        /// Gemini appends errors in this form. ``ServerSentEvent/data`` holds everything up to the end of the input.
        case body
    }

    /// What the bytes of this event were on the wire.
    package var origin: Origin

    /// The value of the last `event` field; empty when there was none, and for every origin but ``Origin/data``.
    ///
    /// Bytes as received, not checked to be UTF-8.
    package var name: ArraySlice<UInt8>

    /// The values of the `data` fields, joined by LF; for the other origins see ``Origin``.
    ///
    /// Bytes as received, not checked to be UTF-8.
    package var data: ArraySlice<UInt8>

    /// Creates an event from its parts.
    package init(origin: Origin = .data, name: ArraySlice<UInt8> = [], data: ArraySlice<UInt8>) {
        self.origin = origin
        self.name = name
        self.data = data
    }
}
