// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

extension JSONValue {
    /// Parses one JSON text.
    ///
    /// The grammar is checked in full; invalid UTF-8 becomes U+FFFD. `maximumDepth` is the permitted nesting of objects
    /// and arrays, 0 to ``JSONReader/highestMaximumDepth``. Throws ``JSONError`` of every code but `typeMismatch`
    /// and `invalidUTF8`.
    package init(parsing bytes: ArraySlice<UInt8>, maximumDepth: Int = 64) throws(JSONError) {
        var reader = JSONReader(bytes, maximumDepth: maximumDepth)
        self = try JSONValue(from: &reader)
        try reader.finish()
    }

    /// Reads the next value of a reader.
    ///
    /// Throws what the reader throws.
    package init(from reader: inout JSONReader) throws(JSONError) {
        switch try reader.peekKind() {
        case .object:
            var object = JSONObject()
            try reader.beginObject()
            while let key = try reader.nextKey() {
                object.append(key.text.copied, try JSONValue(from: &reader))
            }
            self = .object(object)
        case .array:
            var elements: [JSONValue] = []
            try reader.beginArray()
            while try reader.nextElement() {
                elements.append(try JSONValue(from: &reader))
            }
            self = .array(elements)
        case .string:
            self = .string(try reader.readString().text.copied)
        case .number:
            // Copies here and there, for else one number would keep the whole input in memory.
            self = .number(JSONNumber(literal: Array(try reader.readNumber().literal)[...]))
        case .boolean:
            self = .bool(try reader.readBool())
        case .null:
            try reader.readNull()
            self = .null
        }
    }

    /// Writes the value; numbers as they were written, members in their order.
    package func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .number(let value): writer.raw(value.literal)
        case .string(let value): writer.string(value)
        case .array(let elements):
            writer.beginArray()
            for element in elements {
                element.write(to: &writer)
            }
            writer.endArray()
        case .object(let object):
            writer.beginObject()
            for member in object.members {
                writer.key(member.key)
                member.value.write(to: &writer)
            }
            writer.endObject()
        }
    }
}
