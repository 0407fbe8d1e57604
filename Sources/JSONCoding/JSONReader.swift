// SPDX-License-Identifier: Apache-2.0

// `@usableFromInline` here and on the other types: without it the compiler ignores `@inlinable` on package members, and
// reading a chunk takes three times as long.

/// A pull reader: the caller asks for the values of a JSON text in the order in which they stand there.
///
/// ```swift
/// try reader.beginObject()
/// while let key = try reader.nextKey() {
///     switch key {
///     case "model": model = try reader.readString().string
///     default: try reader.skipValue()
///     }
/// }
/// try reader.finish()
/// ```
/// Each value that ``nextKey()`` or ``nextElement()`` announces must be read or skipped before the next call of either.
/// What is read must follow the grammar exactly; how strictly skipped values are checked is decided by ``Skipping``.
/// Nothing is allocated; strings and numbers share the bytes. After an error the reader must not be used any more.
///
/// Source: RFC 8259. A byte order mark is an error (section 8.1), duplicate keys are passed on (section 4).
@usableFromInline
package struct JSONReader: Sendable {
    /// How strictly the reader checks what the caller does not look at.
    package enum Skipping: Sendable {
        /// A skipped value must be correct JSON, and every string, read or skipped, must be UTF-8.
        case validated
        /// A skipped value is scanned for quotation marks and brackets only, and invalid UTF-8 decodes to U+FFFD.
        case structural
    }

    /// The highest effective limit of nesting; validation recurses, and a thread's stack is finite.
    package static let highestMaximumDepth = 128

    @usableFromInline
    let bytes: ArraySlice<UInt8>
    let maximumDepth: Int
    let skipping: Skipping

    /// Where the reader stands, in bytes from the start of the input.
    var position = 0

    /// How many objects and arrays are open.
    var depth = 0

    /// Whether the innermost object or array was only just opened, so that no comma may come.
    var isAtContainerStart = false

    /// Creates a reader of one JSON text.
    ///
    /// `maximumDepth` is the permitted nesting of objects and arrays together, 0 to ``highestMaximumDepth``.
    package init(_ bytes: ArraySlice<UInt8>, maximumDepth: Int = 64, skipping: Skipping = .structural) {
        self.bytes = bytes
        self.maximumDepth = min(maximumDepth, Self.highestMaximumDepth)
        self.skipping = skipping
    }

    /// Creates a reader of one JSON text that is a whole array; otherwise as for a slice.
    package init(_ bytes: [UInt8], maximumDepth: Int = 64, skipping: Skipping = .structural) {
        self.init(bytes[...], maximumDepth: maximumDepth, skipping: skipping)
    }

    /// Returns the kind of the next value without reading it.
    ///
    /// Only the first byte is looked at. Throws `syntax` or `unexpectedEnd` when no value begins there.
    package mutating func peekKind() throws(JSONError) -> JSONKind {
        switch try peekByte() {
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
        case UInt8(ascii: "n"): return .null
        default: throw failure(.expectedValue)
        }
    }

    /// Opens the next value, which must be an object; ``nextKey()`` then walks through it.
    ///
    /// Throws `typeMismatch`, `tooDeep`, `syntax` or `unexpectedEnd`.
    package mutating func beginObject() throws(JSONError) {
        try beginContainer(.object, UInt8(ascii: "{"))
    }

    /// Returns the key of the next member, or nil after consuming the object's end.
    ///
    /// Throws `syntax`, `unexpectedEnd` or, when validating, `invalidUTF8`.
    @inlinable
    @inline(__always)
    package mutating func nextKey() throws(JSONError) -> JSONString? {
        guard let extent = try scanKey() else { return nil }
        return string(extent)
    }

    /// Opens the next value, which must be an array; ``nextElement()`` then walks through it.
    ///
    /// Throws `typeMismatch`, `tooDeep`, `syntax` or `unexpectedEnd`.
    package mutating func beginArray() throws(JSONError) {
        try beginContainer(.array, UInt8(ascii: "["))
    }

    /// Returns whether another element follows, or false after consuming the array's end.
    ///
    /// Throws `syntax` or `unexpectedEnd`.
    package mutating func nextElement() throws(JSONError) -> Bool {
        let byte = try peekByte()
        if byte == UInt8(ascii: "]") {
            try endContainer(else: .expectedCommaOrArrayEnd)
            return false
        }
        if isAtContainerStart {
            isAtContainerStart = false
            return true
        }
        guard byte == UInt8(ascii: ",") else { throw failure(.expectedCommaOrArrayEnd) }
        position &+= 1
        return true
    }

    /// Checks that only white space follows.
    ///
    /// Throws `trailingBytes`, or `unexpectedEnd` when an object or array is still open.
    package mutating func finish() throws(JSONError) {
        position = bytes.span.endOfWhiteSpace(from: position)
        guard position == bytes.count else { throw failure(.trailingBytes) }
        guard depth == 0 else { throw failure(.unexpectedEnd) }
    }
}
