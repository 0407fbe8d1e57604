// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// Members of an object that are there only when their value is.
extension JSONWriter {
    mutating func member(_ name: String, _ value: Double?) {
        guard let value else { return }
        key(name)
        number(value)
    }

    mutating func member(_ name: String, _ value: Int?) {
        guard let value else { return }
        key(name)
        number(value)
    }

    mutating func member(_ name: String, _ value: Bool?) {
        guard let value else { return }
        key(name)
        bool(value)
    }

    mutating func member(_ name: String, _ value: ByteString?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    mutating func member(_ name: String, json value: ArraySlice<UInt8>?) {
        guard let value else { return }
        key(name)
        raw(value)
    }

    /// A list, which is left out when it is empty.
    mutating func member(_ name: String, _ values: [ByteString]) {
        if values.isEmpty { return }
        key(name)
        array(of: values)
    }

    /// Writes an array of strings.
    mutating func array(of strings: [ByteString]) {
        beginArray()
        for string in strings { self.string(string) }
        endArray()
    }

    /// Writes an object of one member, a string: `{"type":"auto"}`.
    mutating func object(_ name: String, _ value: String) {
        beginObject()
        key(name)
        string(value)
        endObject()
    }
}
