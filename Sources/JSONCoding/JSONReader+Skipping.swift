// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Moves behind the next value without returning it.
    ///
    /// The limit of nesting holds inside of it as well. What else is checked is decided by ``Skipping``. Throws
    /// `syntax`, `unexpectedEnd`, `tooDeep` or, when validating, `invalidUTF8`.
    package mutating func skipValue() throws(JSONError) {
        let kind = try peekKind()
        switch skipping {
        case .validated: try validate(kind)
        case .structural:
            switch kind {
            case .string:
                position = try bytes.span.endOfSkippedString(at: position)
            case .object, .array:
                position = try bytes.span.endOfSkippedContainer(at: position, depth: depth, limit: maximumDepth)
            case .number, .boolean, .null:
                position = bytes.span.endOfSkippedLiteral(from: position)
            }
        }
    }

    /// Moves behind the next value and returns its bytes, without the white space around it.
    ///
    /// The bytes are shared, not copied. Throws as ``skipValue()`` does.
    package mutating func captureValue() throws(JSONError) -> ArraySlice<UInt8> {
        position = bytes.span.endOfWhiteSpace(from: position)
        let start = position
        try skipValue()
        return slice(start, position)
    }

    private mutating func validate(_ kind: JSONKind) throws(JSONError) {
        switch kind {
        case .object:
            try beginObject()
            while try scanKey() != nil {
                try validate(try peekKind())
            }
        case .array:
            try beginArray()
            while try nextElement() {
                try validate(try peekKind())
            }
        case .string: _ = try scanString()
        case .number: position = try bytes.span.endOfNumber(from: position)
        case .boolean: _ = try readBool()
        case .null: try readNull()
        }
    }
}
