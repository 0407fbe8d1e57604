// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import JSONCoding

extension RandomJSON {
    /// A JSON text with one to three of its values changed in kind, place or size; nil when it is none.
    package mutating func change(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard var value = try? JSONValue(parsing: text) else { return nil }
        for _ in 0..<random.number(1..<4) { value = change(value) }
        var writer = JSONWriter()
        value.write(to: &writer)
        return writer.bytes
    }

    /// The value, or one somewhere inside it, changed.
    package mutating func change(_ value: JSONValue) -> JSONValue {
        if random.oneIn(6) { return replacement(of: value) }
        switch value {
        case .array(var elements) where !elements.isEmpty:
            if random.oneIn(4) { return .array(random.rearrange(elements, with: [.null])) }
            let index = random.number(0..<elements.count)
            elements[index] = change(elements[index])
            return .array(elements)
        case .object(var object) where !object.members.isEmpty:
            if random.oneIn(4) {
                object.members = random.rearrange(object.members)
                return .object(object)
            }
            let index = random.number(0..<object.members.count)
            if random.oneIn(12) {
                object.members[index].key = ByteString(text())
            } else {
                object.members[index].value = change(object.members[index].value)
            }
            return .object(object)
        default:
            return replacement(of: value)
        }
    }

    private mutating func replacement(of value: JSONValue) -> JSONValue {
        switch random.number(0..<10) {
        case 0: return .null
        case 1: return .bool(random.oneIn(2))
        case 2: return parsed(random.pick(Self.numbers)) ?? .null
        case 3, 4: return .string(ByteString(text()))
        case 5: return .array([value])
        case 6: return .object(JSONObject([.init(key: ByteString(text()), value: value)]))
        case 7: return random.oneIn(2) ? .array([]) : .object(JSONObject())
        case 8:
            var nested = value
            for _ in 0..<random.number(1..<80) { nested = .array([nested]) }
            return nested
        default: return parsed(document(depth: 2)) ?? .null
        }
    }

    /// Short, long, empty, or of many marks on one letter.
    private mutating func text() -> String {
        switch random.number(0..<6) {
        case 0: ""
        case 1: "a" + String(repeating: "\u{301}\u{323}", count: random.number(1..<2_000))
        case 2: String(repeating: random.pick(["x", "ab ", "{", "\\", "\"", "😀"]), count: random.number(1..<3_000))
        default: random.pick(Self.fragments) + random.pick(Self.fragments)
        }
    }

    private func parsed(_ text: String) -> JSONValue? {
        try? JSONValue(parsing: Array(text.utf8)[...])
    }
}
