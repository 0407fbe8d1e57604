// SPDX-License-Identifier: Apache-2.0

extension ServerSentEventParser {
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let objectStart = Array(#"{""#.utf8)

    /// Whether the unfinished event has a field, so that the next line belongs to it.
    private var isInsideEvent: Bool {
        dataRange != nil || !nameRange.isEmpty
    }

    /// Whether the next line starts a bare body rather than an event.
    var isBodyAhead: Bool {
        guard lineStart < buffer.count, !isInsideEvent else { return false }
        return buffer[lineStart] == UInt8(ascii: "{") || buffer[lineStart] == UInt8(ascii: "[")
    }

    /// Removes the consumed bytes from the buffer; the rest moves to its start.
    @usableFromInline
    mutating func discardConsumed() {
        let consumed = eventStart
        guard consumed > 0 else { return }
        if consumed == buffer.count {
            buffer.removeAll(keepingCapacity: true)
        } else {
            buffer.removeSubrange(0..<consumed)
        }
        eventStart = 0
        lineStart -= consumed
        scanStart -= consumed
        if !nameRange.isEmpty {
            nameRange = nameRange.lowerBound - consumed..<nameRange.upperBound - consumed
        }
        if let range = dataRange {
            dataRange = range.lowerBound - consumed..<range.upperBound - consumed
        }
    }

    /// Skips a byte order mark; returns false while it is undecided whether there is one.
    mutating func skipByteOrderMark() -> Bool {
        let head = buffer.prefix(3)
        guard Self.byteOrderMark.starts(with: head) else {
            isAtInputStart = false
            return true
        }
        guard head.count == 3 else { return false }
        isAtInputStart = false
        eventStart = 3
        lineStart = 3
        scanStart = 3
        return true
    }

    /// Completes a CRLF whose CR has ended a line already.
    ///
    /// The line is not held back until the LF arrives, or a server that ends lines with CR would always be one event
    /// late.
    mutating func skipLineFeedAfterCarriageReturn() {
        guard isAfterCarriageReturn, lineStart < buffer.count else { return }
        isAfterCarriageReturn = false
        guard buffer[lineStart] == UInt8(ascii: "\n") else { return }
        if eventStart == lineStart {
            eventStart += 1
        }
        lineStart += 1
        scanStart = lineStart
    }

    /// Throws when the unfinished event, cut at `end`, exceeds the limit.
    func checkSize(upTo end: Int) throws(ServerSentEventError) {
        if end - eventStart > maximumEventSize {
            throw ServerSentEventError(code: .eventTooLarge, limit: maximumEventSize)
        }
    }

    /// Applies one line without its end to the unfinished event; returns the event that it completes, if any.
    mutating func process(_ line: Range<Int>) -> ServerSentEvent? {
        if line.isEmpty {
            return dispatch()
        }
        let event = interpret(line)
        if !isInsideEvent {
            eventStart = lineStart
        }
        return event
    }

    /// Ends the unfinished event; returns nil when it has no data.
    mutating func dispatch() -> ServerSentEvent? {
        defer {
            nameRange = 0..<0
            dataRange = nil
            isDataJoined = false
            eventStart = lineStart
        }
        guard let dataRange else { return nil }
        return ServerSentEvent(
            name: nameRange.isEmpty ? [] : buffer[nameRange],
            data: isDataJoined ? joinedData[...] : buffer[dataRange]
        )
    }

    /// Applies a line that is not blank: a field or a comment.
    private mutating func interpret(_ line: Range<Int>) -> ServerSentEvent? {
        // The field name as an integer, its bytes behind a one that makes the length count. No known name is longer
        // than five bytes; a comment has an empty one.
        var name: UInt64 = 1
        var index = line.lowerBound
        let searchEnd = min(line.upperBound, index + 6)
        while index < searchEnd, buffer[index] != UInt8(ascii: ":") {
            name = name << 8 | UInt64(buffer[index])
            index += 1
        }
        var valueStart = min(index + 1, line.upperBound)
        if valueStart < line.upperBound, buffer[valueStart] == UInt8(ascii: " ") {
            valueStart += 1
        }
        let value = valueStart..<line.upperBound
        switch name {
        case Self.dataField:
            addData(value)
        case Self.eventField:
            nameRange = value
        case Self.errorField where !value.isEmpty:
            // The blank line before it may be missing.
            if dataRange != nil { return dispatch(before: line) }
            // Returned at its line end: such a server has failed and may not write a blank line any more.
            return ServerSentEvent(origin: .errorField, data: buffer[value])
        default:
            // An object behind an event without its blank line.
            if dataRange != nil, buffer[line].starts(with: Self.objectStart) { return dispatch(before: line) }
        }
        return nil
    }

    /// Ends the unfinished event before a line that belongs to none; the line is looked at once more.
    private mutating func dispatch(before line: Range<Int>) -> ServerSentEvent? {
        lineStart = line.lowerBound
        scanStart = line.upperBound
        return dispatch()
    }

    private static var dataField: UInt64 { 0x01_64_61_74_61 }
    private static var eventField: UInt64 { 0x01_65_76_65_6E_74 }
    private static var errorField: UInt64 { 0x01_65_72_72_6F_72 }

    /// Adds the value of a `data` field; only the second one of an event makes a copy necessary.
    private mutating func addData(_ value: Range<Int>) {
        guard let first = dataRange else {
            dataRange = value
            return
        }
        if !isDataJoined {
            isDataJoined = true
            joinedData.removeAll(keepingCapacity: true)
            joinedData.append(contentsOf: buffer[first])
        }
        joinedData.append(UInt8(ascii: "\n"))
        joinedData.append(contentsOf: buffer[value])
    }
}
