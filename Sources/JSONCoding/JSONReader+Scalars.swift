// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Reads the next value, which must be a string.
    ///
    /// Throws `typeMismatch`, `syntax`, `unexpectedEnd` or, when validating, `invalidUTF8`.
    @inlinable
    @inline(__always)
    package mutating func readString() throws(JSONError) -> JSONString {
        string(try scanStringValue())
    }

    @usableFromInline
    mutating func scanStringValue() throws(JSONError) -> JSONStringExtent {
        guard try peekByte() == UInt8(ascii: "\"") else { try throwMismatch(expected: .string) }
        return try scanString()
    }

    /// Reads the next value, which must be a number.
    ///
    /// Throws `typeMismatch`, `syntax` or `unexpectedEnd`.
    package mutating func readNumber() throws(JSONError) -> JSONNumber {
        guard try peekKind() == .number else { try throwMismatch(expected: .number) }
        let start = position
        position = try bytes.span.endOfNumber(from: position)
        return JSONNumber(literal: slice(start, position))
    }

    /// Reads the next value, which must be `true` or `false`.
    ///
    /// Throws `typeMismatch`, `syntax` or `unexpectedEnd`.
    package mutating func readBool() throws(JSONError) -> Bool {
        switch try peekByte() {
        case UInt8(ascii: "t"):
            position = try bytes.span.endOfLiteral(from: position, rest: 0x72_75_65, length: 4)
            return true
        case UInt8(ascii: "f"):
            position = try bytes.span.endOfLiteral(from: position, rest: 0x61_6C_73_65, length: 5)
            return false
        default:
            try throwMismatch(expected: .boolean)
        }
    }

    /// Reads the next value, which must be `null`.
    ///
    /// Throws `typeMismatch`, `syntax` or `unexpectedEnd`.
    package mutating func readNull() throws(JSONError) {
        guard try readNullIfPresent() else { try throwMismatch(expected: .null) }
    }

    /// Reads the next value if it is `null`, and returns whether it was.
    ///
    /// Throws `syntax` for a literal that only begins like it, or `unexpectedEnd`.
    package mutating func readNullIfPresent() throws(JSONError) -> Bool {
        guard try peekByte() == UInt8(ascii: "n") else { return false }
        position = try bytes.span.endOfLiteral(from: position, rest: 0x75_6C_6C, length: 4)
        return true
    }
}
