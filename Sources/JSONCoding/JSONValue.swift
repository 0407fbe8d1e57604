// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A JSON value as a tree, for places where speed does not matter, such as the bodies of errors.
///
/// Source: RFC 8259 section 3.
package enum JSONValue: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number as it was written.
    case number(JSONNumber)
    /// A decoded string.
    case string(ByteString)
    /// The elements in order.
    case array([JSONValue])
    /// The members in order.
    case object(JSONObject)

    /// The value of the last member with this key, or nil if there is none or this is no object.
    package subscript(_ key: String) -> JSONValue? {
        objectValue?[key]
    }

    /// The element at this index, or nil if there is none or this is no array.
    package subscript(_ index: Int) -> JSONValue? {
        guard let elements = arrayValue, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    /// The truth value, or nil if this is no boolean.
    package var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The string as bytes, or nil if this is none.
    package var textValue: ByteString? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The string for a message, or nil if this is none; to be compared or searched, ``textValue`` is.
    package var stringValue: String? { textValue?.string }  // text: for a message

    /// The exact integer, or nil if this is none; see ``JSONNumber/int``.
    package var intValue: Int? {
        if case .number(let value) = self { value.int } else { nil }
    }

    /// The finite floating-point value, or nil if this is none; see ``JSONNumber/double``.
    package var doubleValue: Double? {
        if case .number(let value) = self { value.double } else { nil }
    }

    /// The elements, or nil if this is no array.
    package var arrayValue: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The members, or nil if this is no object.
    package var objectValue: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }
}
