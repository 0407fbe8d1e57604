// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// The data of several events that came as one: a server has left out the blank lines between them, or the line ends too.
///
/// They are taken apart at the end of each JSON object, and at line ends where there is none. A field's name `data:` in
/// between is no data.
struct GluedData {
    private var rest: ArraySlice<UInt8>
    /// Whether the last one of them is an error.
    let endsWithError: Bool

    /// Makes it of nothing.
    init() {
        rest = []
        endsWithError = false
    }

    /// Makes it of data that cannot be read as one.
    init(_ data: ArraySlice<UInt8>) {
        rest = data.withoutBlanks
        endsWithError = false
    }

    /// Makes it of the data of an event that is marked as an error; of nothing when the error is all there is.
    init(error data: ArraySlice<UInt8>) {
        let data = data.withoutBlanks
        let isSeveral = data.first == UInt8(ascii: "{") && !data.isJSON && data.contains(UInt8(ascii: "\n"))
        rest = isSeveral ? data : []
        endsWithError = isSeveral
    }

    /// Whether nothing is left.
    var isEmpty: Bool { rest.isEmpty }

    private static let field = Array("data:".utf8)

    /// Takes the next one, without blanks around it; maybe an empty one.
    mutating func next() -> ArraySlice<UInt8> {
        if rest.starts(with: Self.field) { rest = rest.dropFirst(Self.field.count).withoutBlanks }
        let end: Int?
        if rest.first == UInt8(ascii: "{") {
            var reader = JSONReader(rest)
            end = (try? reader.captureValue())?.endIndex
        } else {
            end = rest.firstIndex(of: UInt8(ascii: "\n"))
        }
        let data = rest[..<(end ?? rest.endIndex)].withoutBlanks
        rest = rest[(end ?? rest.endIndex)...].withoutBlanks
        return data
    }
}

extension ArraySlice<UInt8> {
    /// Whether this is one JSON value and nothing else.
    var isJSON: Bool {
        var reader = JSONReader(self, skipping: .validated)
        do {
            try reader.skipValue()
            try reader.finish()
            return true
        } catch {
            return false
        }
    }

    /// Whether this is a JSON array with something in it.
    var isFilledArray: Bool {
        first == UInt8(ascii: "[") && isJSON && dropFirst().first { !$0.isJSONBlank } != UInt8(ascii: "]")
    }

    fileprivate var withoutBlanks: ArraySlice<UInt8> {
        guard let first = firstIndex(where: { !$0.isJSONBlank }), let last = lastIndex(where: { !$0.isJSONBlank })
        else {
            return []
        }
        return self[first...last]
    }
}
