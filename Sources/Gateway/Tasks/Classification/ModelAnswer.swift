// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// An answer that should name a class, taken apart: models wrap what they are asked for in thoughts, fences and words.
struct ModelAnswer {
    /// The most bytes that are looked at; an answer that names a class takes a few dozen.
    private static let limit = 8_192

    /// The text without reasoning and without blanks around it.
    let text: String

    /// Reads an answer.
    init(_ answer: ArraySlice<UInt8>) {
        // The end counts: before it a model may have thought aloud.
        text = String(decoding: answer, as: UTF8.self).withoutThoughts().suffix(ofBytes: Self.limit).trimmed()
    }

    /// The text as one word, in the forms in which it may stand for a class.
    var wholes: [String] {
        let unfenced = text.withoutFence()
        let bare = unfenced.trimming { "\"'`*.“”‘’".contains($0) }
        if let json = try? JSONValue(parsing: ArraySlice(unfenced.utf8)) {
            let element = json.arrayValue.flatMap { $0.count == 1 ? $0.first : nil } ?? json
            if let string = element.stringValue { return [string, unfenced] }
        }
        return [text, unfenced, bare]
    }

    /// The members in which models name a class, the one that was asked for first.
    private static let members = [Classification.member, "key", "id", "class", "label", "category", "answer"]

    /// For each JSON object in the text that may name a class, the names in it, the most telling first.
    var objects: [[String]] {
        let bytes = Array(text.utf8)
        var found: [[String]] = []
        var position = 0
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

    private static func names(in value: JSONValue) -> [String] {
        members.flatMap { member -> [String] in
            guard let value = value[member] else { return [] }
            if let string = value.stringValue { return [string] }
            if let number = value.intValue { return [String(number)] }
            return value.objectValue == nil ? [] : names(in: value)
        }
    }
}
