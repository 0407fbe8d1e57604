// SPDX-License-Identifier: Apache-2.0

/// A parser that is fed the bytes of a server-sent event stream, cut anywhere, and yields its events.
///
/// Call ``append(_:)`` with each read and then ``next()`` until it returns nil; at the end of the input call
/// ``finish()`` until it returns nil. Lines end with LF, CRLF or CR. One byte order mark at the very start, comments,
/// `id`, `retry` and unknown fields are dropped, and so are events without `data`.
///
/// An event's slices share the parser's buffer. They stay valid for as long as they are held, but an append while one
/// is held copies the buffer, so let go of an event before the next append.
///
/// Source: WHATWG HTML 9.2.6 "Interpreting an event stream"; departures from it are described at
/// ``ServerSentEvent/Origin`` and ``finish()``.
@usableFromInline
package struct ServerSentEventParser: Sendable {
    /// The bytes that were not consumed yet, and those consumed since the last append.
    @usableFromInline
    var buffer: [UInt8] = []

    /// The largest permitted size of an event, in bytes, field names included.
    let maximumEventSize: Int

    /// Everything before this index is consumed: the start of the unfinished event, or of a line outside an event.
    var eventStart = 0

    /// The start of the unfinished line.
    var lineStart = 0

    /// Where to look for the end of the line next, so that a long line in small pieces is scanned only once.
    var scanStart = 0

    /// The value of the unfinished event's `event` field in the buffer.
    var nameRange = 0..<0

    /// The value of the unfinished event's first `data` field in the buffer; nil while there was none.
    var dataRange: Range<Int>?

    /// The unfinished event's data once it has several `data` fields.
    var joinedData: [UInt8] = []

    /// Whether ``joinedData`` is in use.
    var isDataJoined = false

    /// Whether a byte order mark may still come.
    var isAtInputStart = true

    /// Whether the last line ended with a CR, whose LF may still come.
    var isAfterCarriageReturn = false

    /// Whether the input turned out to be a bare body.
    var isBody = false

    /// Creates a parser.
    ///
    /// `maximumEventSize` is in bytes and counts an event with its field names, comments and line ends, but without the
    /// blank line that ends it. It bounds a bare body as well.
    package init(maximumEventSize: Int = 8 << 20) {
        self.maximumEventSize = maximumEventSize
    }

    /// Takes the next bytes of the input, in pieces of any size.
    ///
    /// The bytes are copied. What was consumed before is discarded.
    @inlinable
    package mutating func append(_ bytes: some Collection<UInt8>) {
        discardConsumed()
        buffer.append(contentsOf: bytes)
    }

    /// Returns the next event, or nil when more bytes are needed.
    ///
    /// Throws ``ServerSentEventError`` when the unfinished event exceeds the limit, and then again at every call. How
    /// the input was cut makes no difference to that.
    package mutating func next() throws(ServerSentEventError) -> ServerSentEvent? {
        if isAtInputStart {
            guard skipByteOrderMark() else { return nil }
        }
        while !isBody {
            skipLineFeedAfterCarriageReturn()
            if isBodyAhead {
                isBody = true
                break
            }
            guard let lineEnd = buffer.span.firstNewline(from: scanStart) else {
                scanStart = buffer.count
                break
            }
            scanStart = lineEnd
            try checkSize(upTo: lineEnd)
            let line = lineStart..<lineEnd
            isAfterCarriageReturn = buffer[lineEnd] == UInt8(ascii: "\r")
            lineStart = lineEnd + 1
            scanStart = lineStart
            skipLineFeedAfterCarriageReturn()
            if let event = process(line) {
                return event
            }
        }
        try checkSize(upTo: buffer.count)
        return nil
    }

    /// Returns what is left at the end of the input: the unfinished last event or the bare body; nil when all is read.
    ///
    /// Call it until it returns nil, and append nothing afterwards. The standard drops an event that no blank line
    /// ended; it is returned here because servers forget that line, so the caller must expect that its data was cut
    /// off. Throws as ``next()`` does.
    package mutating func finish() throws(ServerSentEventError) -> ServerSentEvent? {
        if let event = try next() {
            return event
        }
        isAtInputStart = false
        let rest = lineStart..<buffer.count
        lineStart = buffer.count
        scanStart = buffer.count
        if isBody {
            eventStart = lineStart
            return rest.isEmpty ? nil : ServerSentEvent(origin: .body, data: buffer[rest])
        }
        if !rest.isEmpty, let event = process(rest) {
            return event
        }
        return dispatch()
    }
}
