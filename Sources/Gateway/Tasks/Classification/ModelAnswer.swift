// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// An answer that should name a class, taken apart: models wrap what they are asked for in thoughts, fences and words.
struct ModelAnswer {
    /// The most bytes that are looked at; an answer that names a class takes a few dozen.
    private static let limit = 8_192

    private let bytes: ArraySlice<UInt8>

    /// Reads an answer.
    init(_ answer: ArraySlice<UInt8>) {
        // The end counts: before it a model may have thought aloud.
        bytes = answer.tail(Self.limit).withoutThoughts(onOwnLine: false).withoutFence()
    }

    /// The text without reasoning, fences, and blanks around it.
    var text: ByteString { ByteString(bytes) }

    /// Whether the text is to be JSON: if it is none, or says nothing, its words are not to be taken for an answer.
    var isJSON: Bool {
        bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "[")
    }

    /// The text as one word, in the forms in which it may stand for a class.
    var wholes: [ByteString] {
        if let json = try? JSONValue(parsing: bytes) {
            let element = json.arrayValue.flatMap { $0.count == 1 ? $0.first : nil } ?? json
            if let string = element.textValue { return [string, text] }
        }
        return [text, text.trimmingScalars { "\"'`*.“”‘’".unicodeScalars.contains($0) }]
    }

    /// The members in which models name a class although another one was asked for.
    private static let otherMembers = ["key", "id", "class", "label", "category", "answer"]

    /// For each JSON object in the text that may name a class, the names in it, the most telling first.
    var objects: [[ByteString]] {
        var found: [[ByteString]] = []
        var position = bytes.startIndex
        while let start = bytes[position...].firstIndex(of: UInt8(ascii: "{")) {
            position = start + 1
            var reader = JSONReader(bytes[start...])
            guard let json = try? reader.captureValue(), let value = try? JSONValue(parsing: json) else { continue }
            position = json.endIndex
            let names = Self.names(in: value)
            if !names.isEmpty { found.append(names) }
        }
        return found
    }

    private static func names(in value: JSONValue) -> [ByteString] {
        // A model that gives the member that was asked for has given its answer, be it null.
        let asked = value[Classification.member] == nil ? otherMembers : [Classification.member]
        return asked.flatMap { member -> [ByteString] in
            guard let value = value[member] else { return [] }
            if let string = value.textValue { return [string] }
            if let number = value.intValue { return [ByteString(String(number))] }
            return value.objectValue == nil ? [] : names(in: value)
        }
    }
}
