// SPDX-License-Identifier: Apache-2.0

/// A number of a JSON text as it stands there, converted only when it is asked for.
///
/// It shares the bytes that it was read from. Two numbers are equal when they are written the same way.
///
/// Source: RFC 8259 section 6.
@usableFromInline
package struct JSONNumber: Sendable, Equatable {
    /// The number as it is written: ASCII that follows the grammar of JSON.
    package let literal: ArraySlice<UInt8>

    init(literal: ArraySlice<UInt8>) {
        self.literal = literal
    }

    /// Creates a number from an integer.
    package init(_ value: Int) {
        literal = Array(String(value).utf8)[...]
    }

    /// Creates a number from a floating-point value; nil when it is not finite, which JSON cannot express.
    package init?(_ value: Double) {
        guard value.isFinite else { return nil }
        literal = Array(value.description.utf8)[...]
    }

    /// The nearest floating-point value, or nil if that is not finite.
    ///
    /// A number too small to be represented becomes zero.
    package var double: Double? {
        let text = String(decoding: literal, as: UTF8.self)  // text: ASCII
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }
}
