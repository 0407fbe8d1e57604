// SPDX-License-Identifier: Apache-2.0

/// The kind of a JSON value, told from its first byte.
///
/// Source: RFC 8259 section 3.
package enum JSONKind: Sendable, Equatable, CustomStringConvertible {
    /// Members between braces.
    case object
    /// Elements between brackets.
    case array
    /// Text between quotation marks.
    case string
    /// A number; JSON does not tell integers from others.
    case number
    /// `true` or `false`.
    case boolean
    /// `null`.
    case null

    /// The kind with its article, as it stands in a sentence: "a string", "an object", "null".
    package var description: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .boolean: "a boolean"
        case .null: "null"
        }
    }
}
