// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

extension AnthropicStreamWriter {
    /// Appends an event that is passed on as it is, under the name that is its type.
    ///
    /// - Parameters:
    ///   - data: The event's data, a JSON object on one line or more.
    ///   - output: Takes the event.
    package static func append(passed data: ArraySlice<UInt8>, to output: inout [UInt8]) {
        output.append(contentsOf: beforeName)
        output.append(contentsOf: type(of: data))
        output.append(contentsOf: beforeData)
        for byte in data {
            output.append(byte)
            if byte == UInt8(ascii: "\n") { output.append(contentsOf: nextLine) }
        }
        output.append(contentsOf: afterData)
    }

    private static let beforeName = Array("event: ".utf8)
    private static let beforeData = Array("\ndata: ".utf8)
    private static let nextLine = Array("data: ".utf8)
    private static let afterData = Array("\n\n".utf8)
    /// How the data of nearly all events begins.
    private static let usualStart: ByteString = #"{"type":""#

    /// The type of an event; `message` for one that tells none, which is a name that no client knows.
    private static func type(of data: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        if ByteString(data).hasPrefix(usualStart) {
            let name = data.dropFirst(usualStart.count).prefix { isName($0) }
            if data.dropFirst(usualStart.count + name.count).first == UInt8(ascii: "\"") { return name }
        }
        let type = (try? JSONValue(parsing: data))?["type"]?.textValue?.bytes ?? []
        return type.isEmpty || !type.allSatisfy(isName) ? Array("message".utf8)[...] : type
    }

    private static func isName(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_")
    }
}
