// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// An error at the reader's position.
    func failure(_ problem: JSONProblem) -> JSONError {
        JSONError(problem, at: position)
    }

    /// The input between two positions.
    @inlinable
    @inline(__always)
    func slice(_ start: Int, _ end: Int) -> ArraySlice<UInt8> {
        bytes[bytes.startIndex &+ start..<bytes.startIndex &+ end]
    }

    /// The string that was scanned.
    ///
    /// Inlined into the caller together with what returns it: a string that crosses the module boundary as an optional
    /// is destroyed through its type's metadata, which costs more than scanning it.
    @inlinable
    @inline(__always)
    func string(_ extent: JSONStringExtent) -> JSONString {
        JSONString(
            raw: slice(extent.start, extent.end),
            hasEscapes: extent.hasEscapes,
            isKnownUTF8: extent.isKnownUTF8
        )
    }

    /// Moves to the next byte that is not white space and returns it.
    @inline(__always)
    mutating func peekByte() throws(JSONError) -> UInt8 {
        position = bytes.span.endOfWhiteSpace(from: position)
        guard position < bytes.count else { throw failure(.unexpectedEnd) }
        return bytes[bytes.startIndex &+ position]
    }

    /// Scans and checks the string whose opening quotation mark is at the position.
    @inline(__always)
    mutating func scanString() throws(JSONError) -> JSONStringExtent {
        let extent = try bytes.span.scanString(at: position, validatesUTF8: skipping == .validated)
        position = extent.end &+ 1
        return extent
    }

    /// Throws that the next value is not of the expected kind, or what is wrong with it otherwise.
    mutating func throwMismatch(expected: JSONKind) throws(JSONError) -> Never {
        let found = try peekKind()
        throw failure(.mismatch(expected: expected, found: found))
    }

    mutating func beginContainer(_ kind: JSONKind, _ bracket: UInt8) throws(JSONError) {
        guard try peekByte() == bracket else { try throwMismatch(expected: kind) }
        guard depth < maximumDepth else { throw failure(.tooDeep(limit: maximumDepth)) }
        depth &+= 1
        isAtContainerStart = true
        position &+= 1
    }

    /// Consumes a closing bracket; a caller that has opened nothing gets `problem`.
    @inline(__always)
    mutating func endContainer(else problem: JSONProblem) throws(JSONError) {
        guard depth > 0 else { throw failure(problem) }
        depth &-= 1
        isAtContainerStart = false
        position &+= 1
    }

    /// Scans the next key with its colon, or the object's end.
    @usableFromInline
    mutating func scanKey() throws(JSONError) -> JSONStringExtent? {
        var byte = try peekByte()
        if byte == UInt8(ascii: "}") {
            try endContainer(else: .expectedCommaOrObjectEnd)
            return nil
        }
        if isAtContainerStart {
            isAtContainerStart = false
        } else {
            guard byte == UInt8(ascii: ",") else { throw failure(.expectedCommaOrObjectEnd) }
            position &+= 1
            byte = try peekByte()
        }
        guard byte == UInt8(ascii: "\"") else { throw failure(.expectedKey) }
        let extent = try scanString()
        guard try peekByte() == UInt8(ascii: ":") else { throw failure(.expectedColon) }
        position &+= 1
        return extent
    }
}
