// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Puts a few words of the gateway's into a caller's request, of which every other byte stays as it is.
struct ChatCompletionsSplice {
    private struct Edit {
        let range: Range<Int>
        let bytes: [UInt8]
    }

    private let body: ArraySlice<UInt8>
    private var edits: [Edit] = []

    /// Finds what is to be put in.
    ///
    /// - Parameters:
    ///   - body: The request, a JSON object.
    ///   - model: The name under which the provider knows the model.
    ///   - asksForUsage: Whether a stream is to end with its usage.
    ///   - renamesDeveloper: Whether a developer is to be called the system.
    /// - Throws: `JSONError` when the request is no JSON object.
    init(
        _ body: ArraySlice<UInt8>,
        model: ByteString,
        asksForUsage: Bool,
        renamesDeveloper: Bool
    ) throws(JSONError) {
        self.body = body
        var reader = JSONReader(body, skipping: .structural)
        try reader.beginObject()
        var hasOptions = false
        while let key = try reader.nextKey() {
            switch key {
            case "model":
                let value = try reader.captureValue()
                edits.append(Edit(range: value.startIndex..<value.endIndex, bytes: Self.text(model)))
            case "stream_options" where asksForUsage:
                hasOptions = true
                try editOptions(try reader.captureValue())
            case "messages" where renamesDeveloper:
                try editRoles(&reader)
            default:
                try reader.skipValue()
            }
        }
        if asksForUsage, !hasOptions, let brace = body.firstIndex(of: UInt8(ascii: "{")) {
            edits.append(
                Edit(range: brace + 1..<brace + 1, bytes: Array(#""stream_options":{"include_usage":true},"#.utf8))
            )
        }
    }

    /// The request with what was put in.
    var spliced: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(body.count + 128)
        var position = body.startIndex
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            result += body[position..<edit.range.lowerBound]
            result += edit.bytes
            position = edit.range.upperBound
        }
        result += body[position...]
        return result
    }

    private mutating func editOptions(_ options: ArraySlice<UInt8>) throws(JSONError) {
        var reader = JSONReader(options, skipping: .structural)
        guard try reader.peekKind() == .object else {
            edits.append(
                Edit(range: options.startIndex..<options.endIndex, bytes: Array(#"{"include_usage":true}"#.utf8))
            )
            return
        }
        try reader.beginObject()
        var isEmpty = true
        while let key = try reader.nextKey() {
            isEmpty = false
            let value = try reader.captureValue()
            guard key.equals("include_usage") else { continue }
            edits.append(Edit(range: value.startIndex..<value.endIndex, bytes: Array("true".utf8)))
            return
        }
        let start = options.startIndex + 1
        let bytes = Array(#""include_usage":true"#.utf8) + (isEmpty ? [] : [UInt8(ascii: ",")])
        edits.append(Edit(range: start..<start, bytes: bytes))
    }

    private mutating func editRoles(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginArrayIfPresent() else { return }
        while try reader.nextElement() {
            guard try reader.beginObjectIfPresent() else { continue }
            while let key = try reader.nextKey() {
                let value = try reader.captureValue()
                guard key.equals("role"), value.elementsEqual(#""developer""#.utf8) else { continue }
                edits.append(Edit(range: value.startIndex..<value.endIndex, bytes: Array(#""system""#.utf8)))
            }
        }
    }

    private static func text(_ text: ByteString) -> [UInt8] {
        var writer = JSONWriter()
        writer.string(text)
        return writer.take()
    }
}
