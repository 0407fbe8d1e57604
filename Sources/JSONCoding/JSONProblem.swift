// SPDX-License-Identifier: Apache-2.0

/// What a ``JSONError`` describes, in more detail than its code.
enum JSONProblem: Sendable, Equatable {
    case expectedValue
    case expectedKey
    case expectedColon
    case expectedCommaOrObjectEnd
    case expectedCommaOrArrayEnd
    case malformedNumber
    case malformedLiteral
    case invalidEscape
    case controlCharacter
    case unexpectedEnd
    case tooDeep(limit: Int)
    case invalidUTF8
    case mismatch(expected: JSONKind, found: JSONKind)
    case trailingBytes

    var code: JSONError.Code {
        switch self {
        case .expectedValue, .expectedKey, .expectedColon, .expectedCommaOrObjectEnd, .expectedCommaOrArrayEnd,
            .malformedNumber, .malformedLiteral, .invalidEscape, .controlCharacter:
            .syntax
        case .unexpectedEnd: .unexpectedEnd
        case .tooDeep: .tooDeep
        case .invalidUTF8: .invalidUTF8
        case .mismatch: .typeMismatch
        case .trailingBytes: .trailingBytes
        }
    }

    func description(at offset: Int) -> String {
        switch self {
        case .expectedValue: "expected a value at byte \(offset)"
        case .expectedKey: "expected a key in quotation marks at byte \(offset)"
        case .expectedColon: "expected a colon at byte \(offset)"
        case .expectedCommaOrObjectEnd: "expected a comma or the end of the object at byte \(offset)"
        case .expectedCommaOrArrayEnd: "expected a comma or the end of the array at byte \(offset)"
        case .malformedNumber: "malformed number at byte \(offset)"
        case .malformedLiteral: "expected true, false or null at byte \(offset)"
        case .invalidEscape: "invalid escape in a string at byte \(offset)"
        case .controlCharacter: "control character without escape in a string at byte \(offset)"
        case .unexpectedEnd: "unexpected end of the JSON at byte \(offset)"
        case .tooDeep(let limit): "more than \(limit) nested objects and arrays at byte \(offset)"
        case .invalidUTF8: "invalid UTF-8 at byte \(offset)"
        case .mismatch(let expected, let found): "expected \(expected) at byte \(offset), got \(found)"
        case .trailingBytes: "unexpected bytes after the JSON at byte \(offset)"
        }
    }
}
