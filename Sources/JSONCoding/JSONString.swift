// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A string of a JSON text as it stands there, decoded only when and how it is asked for.
///
/// It shares the bytes that it was read from. Escapes for lone surrogates and invalid UTF-8 decode to U+FFFD, and
/// escaped surrogate pairs are combined.
///
/// Source: RFC 8259 sections 7 and 8.2.
@usableFromInline
package struct JSONString: Sendable {
    /// The bytes between the quotation marks, with correct escapes and without control characters.
    @usableFromInline
    package let raw: ArraySlice<UInt8>

    /// Whether ``raw`` has an escape.
    @usableFromInline
    let hasEscapes: Bool

    /// Whether ``raw`` is already known to be UTF-8; if not, it has bytes outside ASCII that nobody checked.
    @usableFromInline
    let isKnownUTF8: Bool

    @inlinable
    init(raw: ArraySlice<UInt8>, hasEscapes: Bool, isKnownUTF8: Bool) {
        self.raw = raw
        self.hasEscapes = hasEscapes
        self.isKnownUTF8 = isKnownUTF8
    }

    /// Whether the string has no characters.
    @inlinable
    package var isEmpty: Bool { raw.isEmpty }

    /// How many bytes the string has as it is written.
    @inlinable
    package var count: Int { raw.count }

    /// The first byte of the string as it is written; nil when there is none.
    @inlinable
    package var firstByte: UInt8? { raw.first }

    /// The decoded string.
    package var string: String {
        // String repairs invalid UTF-8 by itself.
        String(decoding: hasEscapes ? utf8() : raw, as: UTF8.self)  // text: for a message
    }

    /// The decoded string as bytes, well-formed UTF-8; see ``utf8()``.
    package var text: ByteString { ByteString(utf8()) }

    /// Returns the decoded string as well-formed UTF-8, without a copy if nothing had to be decoded.
    package func utf8() -> ArraySlice<UInt8> {
        if !hasEscapes, isWellFormed {
            return raw
        }
        var output: [UInt8] = []
        output.reserveCapacity(raw.count)
        append(to: &output)
        return output[...]
    }

    /// Tells whether the decoded string is `text`, byte for byte.
    ///
    /// There is no Unicode normalisation. Made for literal keys: comparing a key without escapes neither decodes nor
    /// allocates.
    @inlinable
    package func equals(_ text: String) -> Bool {
        if hasEscapes || !isKnownUTF8 {
            return equalsDecoded(text)
        }
        let utf8 = text.utf8
        guard raw.count == utf8.count else { return false }
        return matches(text)
    }

    /// Matches a string literal in a `switch` over keys, as ``equals(_:)`` does.
    @inlinable
    package static func ~= (text: String, key: JSONString) -> Bool {
        key.equals(text)
    }

    /// Whether the raw bytes are UTF-8.
    var isWellFormed: Bool {
        isKnownUTF8 || raw.span.firstInvalidUTF8() == nil
    }

    @usableFromInline
    func equalsDecoded(_ text: String) -> Bool {
        utf8().elementsEqual(text.utf8)
    }

    /// Compares the raw bytes with text of the same length.
    @usableFromInline
    func matches(_ text: String) -> Bool {
        let left = raw.span
        let right = text.utf8.span
        guard left.count == right.count else { return false }
        var offset = 0
        while offset < left.count {
            guard left[offset] == right[offset] else { return false }
            offset &+= 1
        }
        return true
    }
}
