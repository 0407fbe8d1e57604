// SPDX-License-Identifier: Apache-2.0

/// Text that came from outside, from a caller or a provider, as its bytes.
///
/// `String` compares, hashes and walks by characters: it brings text into a normal form first, and one character can
/// hold a whole message of combining marks, so that its work can grow with the square of what came. Here every byte is
/// looked at once, or twice when something is searched for, whatever the bytes are. Bytes that are no UTF-8 stay as they
/// came; letters are told apart as bytes, and only those of ASCII have two cases.
///
/// Positions are indices of ``bytes``, which is a slice: they need not begin at 0.
package struct ByteString: Sendable {
    /// The bytes.
    package var bytes: ArraySlice<UInt8>

    package init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
    }

    package init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)[...]
    }

    package var isEmpty: Bool { bytes.isEmpty }

    /// How many bytes there are.
    package var count: Int { bytes.count }

    /// The text for a message or a log line: what is no UTF-8 becomes U+FFFD.
    package var string: String { String(decoding: bytes, as: UTF8.self) }

    /// The text with the capital letters of ASCII made small.
    package var lowercased: ByteString {
        ByteString(bytes.map(\.lowercasedASCII))
    }

    /// The Unicode scalars of the text; what is no UTF-8 becomes U+FFFD.
    ///
    /// Unlike characters they are of four bytes at the most, and are compared as they are.
    package var scalars: String.UnicodeScalarView { string.unicodeScalars }

    /// The text with the capital letters of all scripts made small, scalar by scalar.
    package var lowercasedInAnyScript: ByteString {
        ByteString(scalars.flatMap(\.properties.lowercaseMapping.utf8))
    }

    /// The start of the text, at most so many bytes, never ending within a Unicode scalar.
    package func prefix(bytes limit: Int) -> ByteString {
        guard limit < bytes.count else { return self }
        var end = bytes.startIndex + max(0, limit)
        // A scalar has three continuation bytes at the most: what has more of them is no UTF-8.
        let earliest = max(bytes.startIndex, end - 3)
        while end > earliest, bytes[end].isUTF8Continuation { end -= 1 }
        return ByteString(bytes[..<end])
    }

    /// The text behind its first bytes; empty when it has no more than these.
    package func dropFirst(_ count: Int) -> ByteString {
        ByteString(bytes.dropFirst(count))
    }

    /// The start of the text, up to the first byte that does not match.
    package func prefix(while isPart: (UInt8) -> Bool) -> ByteString {
        ByteString(bytes.prefix(while: isPart))
    }

    /// The text without the bytes around it that match.
    package func trimming(_ isTrimmed: (UInt8) -> Bool) -> ByteString {
        guard let first = bytes.firstIndex(where: { !isTrimmed($0) }),
            let last = bytes.lastIndex(where: { !isTrimmed($0) })
        else { return ByteString(bytes.suffix(0)) }
        return ByteString(bytes[first...last])
    }

    /// The text without the scalars around it that match.
    package func trimmingScalars(_ isTrimmed: (Unicode.Scalar) -> Bool) -> ByteString {
        let text = scalars
        guard let first = text.firstIndex(where: { !isTrimmed($0) }),
            let last = text.lastIndex(where: { !isTrimmed($0) })
        else { return ByteString(bytes.suffix(0)) }
        return ByteString(String(text[first...last]))
    }

    /// The text without blanks, tabs and line ends around it.
    package var trimmed: ByteString { trimming(\.isBlank) }

    /// The number that the text is, when it is nothing but decimal digits of ASCII and the number fits.
    package var decimal: Int? {
        guard !bytes.isEmpty else { return nil }
        var value = 0
        for byte in bytes {
            guard byte.isASCIIDigit else { return nil }
            let (tens, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, isTooLarge) = tens.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
            guard !overflows, !isTooLarge else { return nil }
            value = sum
        }
        return value
    }

    /// The number that the text is, whole or not, when it has a usual length; nil for anything else.
    package var double: Double? {
        count <= 32 ? Double(string) : nil
    }

    /// The same text with bytes of its own, so that it does not keep those of a whole body or an answer in memory.
    package var copied: ByteString { ByteString(Array(bytes)) }
}

extension ByteString: ExpressibleByStringLiteral, CustomStringConvertible {
    package init(stringLiteral literal: StaticString) {
        self.init(literal.description)
    }

    package var description: String { string }
}
