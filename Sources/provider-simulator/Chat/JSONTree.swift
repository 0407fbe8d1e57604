// SPDX-License-Identifier: Apache-2.0

/// A JSON value of a request whose members have to be looked at one by one.
indirect enum JSONTree: Decodable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([String: JSONTree].self) {
            self = .object(value)
        } else if let value = try? container.decode([JSONTree].self) {
            self = .array(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else {
            self = .number(try container.decode(Double.self))
        }
    }

    subscript(_ key: String) -> JSONTree? {
        members[key]
    }

    /// The value of the first of these keys that there is, for fields with two spellings.
    func member(_ keys: String...) -> JSONTree? {
        keys.lazy.compactMap { members[$0] }.first
    }

    /// The members, none when this is no object.
    var members: [String: JSONTree] {
        if case .object(let members) = self { members } else { [:] }
    }

    /// The elements, none when this is no array.
    var elements: [JSONTree] {
        if case .array(let elements) = self { elements } else { [] }
    }

    var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    var number: Double? {
        if case .number(let value) = self { value } else { nil }
    }

    var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The value as JSON text, with the members of objects in the order of their keys.
    var json: String {
        switch self {
        case .null: "null"
        case .bool(let value): String(value)
        case .number(let value): Int(exactly: value).map(String.init) ?? String(value)
        case .string(let value): JSONText.quoted(value)
        case .array(let elements): "[" + elements.map(\.json).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }
                .map { JSONText.quoted($0.key) + ":" + $0.value.json }
                .joined(separator: ",") + "}"
        }
    }
}
