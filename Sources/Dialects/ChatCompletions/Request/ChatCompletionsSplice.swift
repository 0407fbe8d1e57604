// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Puts a few words of the gateway's into a caller's request, of which every other byte stays as it is.
struct ChatCompletionsSplice {
    private var splice: JSONSplice

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
        splice = JSONSplice(body)
        var reader = JSONReader(body, skipping: .structural)
        try reader.beginObject()
        var hasOptions = false
        while let key = try reader.nextKey() {
            switch key {
            case "model":
                let value = try reader.captureValue()
                splice.replace(value, with: model)
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
            splice.insert(#""stream_options":{"include_usage":true},"#, at: brace + 1)
        }
    }

    /// The request with what was put in.
    var spliced: [UInt8] { splice.spliced }

    private mutating func editOptions(_ options: ArraySlice<UInt8>) throws(JSONError) {
        var reader = JSONReader(options, skipping: .structural)
        guard try reader.peekKind() == .object else {
            return splice.replace(options, withJSON: #"{"include_usage":true}"#)
        }
        try reader.beginObject()
        var isEmpty = true
        while let key = try reader.nextKey() {
            isEmpty = false
            let value = try reader.captureValue()
            guard key.equals("include_usage") else { continue }
            return splice.replace(value, withJSON: "true")
        }
        splice.insert(#""include_usage":true\#(isEmpty ? "" : ",")"#, at: options.startIndex + 1)
    }

    private mutating func editRoles(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginArrayIfPresent() else { return }
        while try reader.nextElement() {
            guard try reader.beginObjectIfPresent() else { continue }
            while let key = try reader.nextKey() {
                let value = try reader.captureValue()
                guard key.equals("role"), value.elementsEqual(#""developer""#.utf8) else { continue }
                splice.replace(value, withJSON: #""system""#)
            }
        }
    }
}
