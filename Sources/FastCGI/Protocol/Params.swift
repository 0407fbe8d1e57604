// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// The variables of a request: CGI's, and every HTTP header field as `HTTP_NAME`.
///
/// Names may occur more than once: nginx passes a repeated header field as repeated variables. All of it lies in one
/// block of bytes; looking a name up is a walk over some twenty entries.
package struct Params: Sendable {
    /// Where a variable lies; the limit on all of them is far below 4 GiB, and requests live as long as streams.
    private struct Entry {
        private let start: UInt32
        private let middle: UInt32
        private let end: UInt32
        /// The signs between the name and the value.
        private let gap: UInt32

        init(name: Range<Int>, value: Range<Int>) {
            start = UInt32(name.lowerBound)
            middle = UInt32(name.upperBound)
            gap = UInt32(value.lowerBound - name.upperBound)
            end = UInt32(value.upperBound)
        }

        var name: Range<Int> { Int(start)..<Int(middle) }
        var value: Range<Int> { Int(middle + gap)..<Int(end) }
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []

    /// Makes an empty set.
    package init() {
        entries.reserveCapacity(32)
        bytes.reserveCapacity(1_024)
    }

    /// Makes a set by hand.
    package init(_ pairs: KeyValuePairs<String, String>) {
        self.init()
        for (name, value) in pairs { append(name: Array(name.utf8), value: Array(value.utf8)) }
    }

    /// The number of variables.
    package var count: Int { entries.count }
    /// The bytes of all names and values, and of the signs between them that libfcgi put there.
    package var byteCount: Int { bytes.count }

    /// What CONTENT_LENGTH says; nil when it is not there, or is no length.
    package var contentLength: Int? {
        self["CONTENT_LENGTH"]?.decimal
    }

    /// Adds a variable.
    package mutating func append(name: some Collection<UInt8>, value: some Collection<UInt8>) {
        let start = bytes.count
        bytes.append(contentsOf: name)
        let middle = bytes.count
        bytes.append(contentsOf: value)
        entries.append(Entry(name: start..<middle, value: middle..<bytes.count))
    }

    /// Adds a variable in the form `NAME=value`, as libfcgi keeps them.
    mutating func append(assignment: some Collection<UInt8>) {
        let start = bytes.count
        bytes.append(contentsOf: assignment)
        guard let equals = bytes[start...].firstIndex(of: UInt8(ascii: "=")) else {
            bytes.removeSubrange(start...)
            return
        }
        entries.append(Entry(name: start..<equals, value: equals + 1..<bytes.count))
    }

    /// The first value of a variable.
    package subscript(name: String) -> ByteString? {
        first(name).map { ByteString($0) }
    }

    /// The bytes of a variable's first value.
    package func first(_ name: String) -> ArraySlice<UInt8>? {
        for entry in entries where matches(entry, name) { return bytes[entry.value] }
        return nil
    }

    /// The bytes of all values of a variable, in the order in which they came.
    package func all(_ name: String) -> [ArraySlice<UInt8>] {
        entries.compactMap { matches($0, name) ? bytes[$0.value] : nil }
    }

    private func matches(_ entry: Entry, _ name: String) -> Bool {
        let utf8 = name.utf8
        return entry.name.count == utf8.count && bytes[entry.name].elementsEqual(utf8)
    }
}
