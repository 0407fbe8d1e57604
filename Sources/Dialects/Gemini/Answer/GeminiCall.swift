// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// A call of a tool in a part of a candidate's content, or a piece of one.
///
/// Source: Gemini API reference, FunctionCall and PartialArg.
struct GeminiCall {
    /// A piece of the arguments: where in them it stands, and what stands there.
    struct PartialArgument {
        var path: ByteString = ""
        var value: JSONValue = .null
    }

    var id: ByteString = ""
    /// The tool's name, in the first piece.
    var name: ByteString = ""
    /// All of the arguments, where they come at once.
    var arguments: [UInt8] = []
    /// Pieces of them.
    var partialArguments: [PartialArgument] = []
    /// Whether more of it comes.
    var goesOn = false

    /// Reads a call; nil when the value is none.
    init?(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return nil }
        while let key = try reader.nextKey() {
            switch key {
            case "id": id = ByteString(try reader.readText()?.utf8() ?? []).copied
            case "name": name = ByteString(try reader.readText()?.utf8() ?? []).copied
            case "args": arguments = try reader.captureValue().compactJSON
            case "partialArgs": try readPartialArguments(&reader)
            case "willContinue": goesOn = try reader.readFlag()
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readPartialArguments(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginArrayIfPresent() else { return }
        while try reader.nextElement() {
            guard try reader.beginObjectIfPresent() else { continue }
            var argument = PartialArgument()
            while let key = try reader.nextKey() {
                switch key {
                case "jsonPath": argument.path = ByteString(try reader.readText()?.utf8() ?? []).copied
                case "stringValue", "numberValue", "boolValue": argument.value = try JSONValue(from: &reader)
                default: try reader.skipValue()
                }
            }
            partialArguments.append(argument)
        }
    }
}
