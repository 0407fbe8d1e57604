// SPDX-License-Identifier: Apache-2.0

import JSONCoding
import Testing

/// Parses text with both ways of skipping and expects them to agree; returns the tree.
func parsed(_ text: String, maximumDepth: Int = 64) throws -> JSONValue {
    let bytes = Array(text.utf8)[...]
    var strict = JSONReader(bytes, maximumDepth: maximumDepth, skipping: .validated)
    let value = try JSONValue(from: &strict)
    try strict.finish()
    #expect(try JSONValue(parsing: bytes, maximumDepth: maximumDepth) == value)
    return value
}

/// The error that reading and the one that validating a text throws; they must have the same code.
func failure(_ bytes: [UInt8], maximumDepth: Int = 64) -> JSONError? {
    let reading = readingError(bytes, maximumDepth: maximumDepth)
    #expect(validationError(bytes, maximumDepth: maximumDepth) == reading)
    return reading
}

/// The error of reading every value, with strings checked to be UTF-8.
func readingError(_ bytes: [UInt8], maximumDepth: Int = 64) -> JSONError? {
    do throws(JSONError) {
        var reader = JSONReader(bytes, maximumDepth: maximumDepth, skipping: .validated)
        _ = try JSONValue(from: &reader)
        try reader.finish()
        return nil
    } catch {
        return error
    }
}

/// The error of skipping the whole text with validation.
func validationError(_ bytes: [UInt8], maximumDepth: Int = 64) -> JSONError? {
    do throws(JSONError) {
        var reader = JSONReader(bytes, maximumDepth: maximumDepth, skipping: .validated)
        try reader.skipValue()
        try reader.finish()
        return nil
    } catch {
        return error
    }
}

/// The first string of an array, decoded by every accessor, which must agree.
func decoded(rawString: [UInt8]) throws -> String {
    var reader = JSONReader([0x5B, 0x22] + rawString + [0x22, 0x5D])
    try reader.beginArray()
    #expect(try reader.nextElement())
    let string = try reader.readString()
    #expect(try !reader.nextElement())
    try reader.finish()

    var appended = Array("kept".utf8)
    string.append(to: &appended)
    #expect(Array(appended.dropFirst(4)) == Array(string.utf8()))
    #expect(Array(string.string.utf8) == Array(string.utf8()))
    #expect(string.equals(string.string))
    #expect(!string.equals(string.string + "x"))
    #expect(string.isEmpty == string.string.isEmpty)
    return string.string
}

/// A text of nested arrays and objects in turn.
func nested(_ depth: Int, core: String = "") -> String {
    var open = ""
    var close = ""
    for level in 0..<depth {
        let isInnermost = level == depth - 1 && core.isEmpty
        open += level.isMultiple(of: 2) ? "[" : isInnermost ? "{" : "{\"k\":"
        close = (level.isMultiple(of: 2) ? "]" : "}") + close
    }
    return open + core + close
}
