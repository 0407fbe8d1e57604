// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// Edits of a JSON text, of which every other byte stays as it is.
///
/// The edits may come in any order, and none may overlap another.
struct JSONSplice {
    private struct Edit {
        let range: Range<Int>
        let bytes: [UInt8]
    }

    private let text: ArraySlice<UInt8>
    private var edits: [Edit] = []

    /// - Parameter text: The text; the places of edits are its indices.
    init(_ text: ArraySlice<UInt8>) {
        self.text = text
    }

    /// Puts JSON in the place of a value, which is a slice of the text.
    mutating func replace(_ value: ArraySlice<UInt8>, withJSON json: String) {
        edits.append(Edit(range: value.startIndex..<value.endIndex, bytes: Array(json.utf8)))
    }

    /// Puts a string in the place of a value, which is a slice of the text.
    mutating func replace(_ value: ArraySlice<UInt8>, with string: ByteString) {
        var writer = JSONWriter()
        writer.string(string)
        edits.append(Edit(range: value.startIndex..<value.endIndex, bytes: writer.take()))
    }

    /// Puts JSON before the byte at an index.
    mutating func insert(_ json: String, at index: Int) {
        edits.append(Edit(range: index..<index, bytes: Array(json.utf8)))
    }

    /// The text with its edits.
    var spliced: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count + edits.reduce(0) { $0 + $1.bytes.count })
        var position = text.startIndex
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            result += text[position..<edit.range.lowerBound]
            result += edit.bytes
            position = edit.range.upperBound
        }
        result += text[position...]
        return result
    }
}
