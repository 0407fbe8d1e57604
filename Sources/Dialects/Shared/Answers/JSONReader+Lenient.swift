// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// Values read as providers' answers need it: a missing value, null, an empty one and one of a kind that is not
/// expected are the same.
extension JSONReader {
    /// Opens an object, or passes over a value that is none.
    mutating func beginObjectIfPresent() throws(JSONError) -> Bool {
        guard try peekKind() == .object else {
            try skipValue()
            return false
        }
        try beginObject()
        return true
    }

    /// Opens an array, or passes over a value that is none.
    mutating func beginArrayIfPresent() throws(JSONError) -> Bool {
        guard try peekKind() == .array else {
            try skipValue()
            return false
        }
        try beginArray()
        return true
    }

    /// Reads a string; nil when it is empty or the value is none.
    mutating func readText() throws(JSONError) -> JSONString? {
        guard try peekKind() == .string else {
            try skipValue()
            return nil
        }
        let text = try readString()
        return text.isEmpty ? nil : text
    }

    /// Reads a whole number from 0, which some servers write as a float (12.0); nil when the value is none.
    mutating func readCount() throws(JSONError) -> Int? {
        guard try peekKind() == .number else {
            try skipValue()
            return nil
        }
        let number = try readNumber()
        guard let count = number.int ?? number.double.flatMap({ Int(exactly: $0.rounded()) }), count >= 0 else {
            return nil
        }
        return count
    }

    /// Takes a value as JSON; nil when it is null.
    mutating func captureIfPresent() throws(JSONError) -> ArraySlice<UInt8>? {
        guard try peekKind() == .null else { return try captureValue() }
        try skipValue()
        return nil
    }

    /// Takes the JSON of an error; nil when the value says that there is none: it is empty, or all in it is.
    mutating func captureError() throws(JSONError) -> ArraySlice<UInt8>? {
        if try readNullIfPresent() { return nil }
        let json = try captureValue()
        var reader = JSONReader(json)
        return (try? reader.skipsEmptiness()) == true ? nil : json
    }

    /// Passes over a value and says whether there is nothing in it: null, false, zero, an empty text, or an object or
    /// an array of nothing else.
    private mutating func skipsEmptiness() throws(JSONError) -> Bool {
        var isEmpty = true
        switch try peekKind() {
        case .null: try readNull()
        case .boolean: isEmpty = try !readBool()
        case .number: isEmpty = try readNumber().int == 0
        case .string:
            let text = try readString()
            isEmpty = text.isEmpty || text.equals("null")
        case .object:
            try beginObject()
            while try nextKey() != nil { isEmpty = try skipsEmptiness() && isEmpty }
        case .array:
            try beginArray()
            while try nextElement() { isEmpty = try skipsEmptiness() && isEmpty }
        }
        return isEmpty
    }
}
