// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A writer of JSON text that places commas and colons by itself.
///
/// It trusts its caller with the structure: whatever is begun must be ended, and in an object each value needs a key
/// before it. The output has no white space.
///
/// Source: RFC 8259.
@usableFromInline
package struct JSONWriter: Sendable {
    @usableFromInline
    var storage: [UInt8] = []

    /// Whether a value was written at the current level, so that a comma must come before the next.
    @usableFromInline
    var needsComma = false

    /// What was written since the writer was created or emptied.
    @inlinable
    package var bytes: [UInt8] { storage }

    /// Creates a writer without output.
    package init() {}

    /// Creates a writer without output that uses the capacity of `buffer`, whose contents are dropped.
    ///
    /// The capacity is kept only if the caller holds no other copy of the buffer.
    package init(reusing buffer: consuming [UInt8]) {
        storage = buffer
        storage.removeAll(keepingCapacity: true)
    }

    /// Drops what was written, to begin another text.
    package mutating func removeAll(keepingCapacity: Bool = false) {
        storage.removeAll(keepingCapacity: keepingCapacity)
        needsComma = false
    }

    /// Returns what was written and leaves the writer empty, without a copy.
    package mutating func take() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &storage)
        needsComma = false
        return taken
    }

    /// Opens an object.
    package mutating func beginObject() {
        beginValue()
        storage.append(UInt8(ascii: "{"))
        needsComma = false
    }

    /// Closes the innermost object.
    package mutating func endObject() {
        storage.append(UInt8(ascii: "}"))
        needsComma = true
    }

    /// Opens an array.
    package mutating func beginArray() {
        beginValue()
        storage.append(UInt8(ascii: "["))
        needsComma = false
    }

    /// Closes the innermost array.
    package mutating func endArray() {
        storage.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Writes the key of the next member; any text, escaped as necessary.
    package mutating func key(_ text: String) {
        string(text)
        storage.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string, escaped as necessary.
    package mutating func string(_ text: String) {
        beginString()
        appendEscaped(text)
        storage.append(UInt8(ascii: "\""))
    }

    /// Writes the key of the next member from bytes; see ``string(_:)-(ByteString)``.
    package mutating func key(_ text: ByteString) {
        string(text)
        storage.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string from bytes, escaped as necessary; what is no UTF-8 becomes U+FFFD.
    package mutating func string(_ text: ByteString) {
        guard text.bytes.span.firstInvalidUTF8() == nil else {
            return string(text.string)  // text: repaired
        }
        string(utf8: text.bytes)
    }

    /// Writes a string from UTF-8, escaped as necessary.
    ///
    /// The bytes must be well-formed UTF-8 for the output to be JSON; that is not checked.
    @usableFromInline
    package mutating func string(utf8: ArraySlice<UInt8>) {
        beginString()
        Self.appendEscaped(utf8, to: &storage)
        storage.append(UInt8(ascii: "\""))
    }

    /// Writes a string from UTF-8 in another collection; see ``string(utf8:)-(ArraySlice<UInt8>)``.
    @inlinable
    package mutating func string(utf8: some Collection<UInt8>) {
        string(utf8: Array(utf8)[...])
    }

    /// Writes a string of another JSON text as it stands there, with the escapes that it has.
    package mutating func string(_ text: JSONString) {
        guard text.isWellFormed else { return string(utf8: text.utf8()) }
        beginString()
        storage.append(contentsOf: text.raw)
        storage.append(UInt8(ascii: "\""))
    }

    /// Writes an integer.
    package mutating func number(_ value: Int) {
        beginValue()
        storage.append(contentsOf: String(value).utf8)
    }

    /// Writes a floating-point number with the fewest digits that give the same value; `null` when it is not finite.
    package mutating func number(_ value: Double) {
        guard value.isFinite else { return null() }
        beginValue()
        storage.append(contentsOf: value.description.utf8)
    }

    /// Writes `true` or `false`.
    package mutating func bool(_ value: Bool) {
        beginValue()
        storage.append(contentsOf: value ? "true".utf8 : "false".utf8)
    }

    /// Writes `null`.
    package mutating func null() {
        beginValue()
        storage.append(contentsOf: "null".utf8)
    }

    /// Writes a value that is JSON already, as it is.
    @inlinable
    package mutating func raw(_ json: some Collection<UInt8>) {
        beginValue()
        storage.append(contentsOf: json)
    }

    @usableFromInline
    mutating func beginValue() {
        if needsComma {
            storage.append(UInt8(ascii: ","))
        }
        needsComma = true
    }

    private mutating func beginString() {
        beginValue()
        storage.append(UInt8(ascii: "\""))
    }
}
