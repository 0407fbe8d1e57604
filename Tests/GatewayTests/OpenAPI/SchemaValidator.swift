// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import JSONCoding

/// Checks values against the schemas of a document: the keywords that `docs/openapi.yaml` uses, and no others.
///
/// Source: JSON Schema 2020-12, which OpenAPI 3.1 takes over.
struct SchemaValidator: Sendable {
    let document: JSONValue

    /// What of a value is not as a schema says, a sentence each; empty for one that is.
    func faults(of value: JSONValue, _ schema: JSONValue, at path: String = "$") -> [String] {
        var faults: [String] = []
        for member in schema.objectValue?.members ?? [] {
            faults += self.faults(of: value, member.key.string, member.value, schema, path)
        }
        return faults
    }

    /// What a reference in the document leads to.
    func resolved(_ value: JSONValue) -> JSONValue? {
        guard let reference = value["$ref"]?.stringValue else { return value }
        guard reference.hasPrefix("#/") else { return nil }
        var found: JSONValue? = document
        for name in reference.dropFirst(2).split(separator: "/") { found = found?[String(name)] }
        return found
    }

    private func faults(
        of value: JSONValue,
        _ keyword: String,
        _ argument: JSONValue,
        _ schema: JSONValue,
        _ path: String
    ) -> [String] {
        switch keyword {
        case "description", "default": return []
        case "$ref":
            guard let target = resolved(schema) else { return ["\(path): \(argument) leads nowhere"] }
            return faults(of: value, target, at: path)
        case "type":
            let types = argument.arrayValue ?? [argument]
            return types.contains { Self.isOf($0.stringValue, value) } ? [] : ["\(path): not of type \(types)"]
        case "const":
            return value == argument ? [] : ["\(path): not what it has to be"]
        case "enum":
            return argument.arrayValue?.contains(value) == true ? [] : ["\(path): none of those that there are"]
        case "oneOf", "anyOf":
            let faults = (argument.arrayValue ?? []).map { self.faults(of: value, $0, at: path) }
            let count = faults.count(where: \.isEmpty)
            if keyword == "oneOf" ? count == 1 : count > 0 { return [] }
            return ["\(path): \(count) of \(keyword)"] + faults.joined()
        case "properties", "required", "additionalProperties":
            return faults(ofMembers: value.objectValue, keyword, argument, schema, path)
        case "items":
            return (value.arrayValue ?? []).enumerated().flatMap { faults(of: $1, argument, at: "\(path)[\($0)]") }
        case "minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength":
            return isWithin(value, keyword, argument.doubleValue ?? .nan) ? [] : ["\(path): beyond its \(keyword)"]
        default:
            return ["\(path): the keyword \(keyword) is not known here"]
        }
    }

    private func faults(
        ofMembers object: JSONObject?,
        _ keyword: String,
        _ argument: JSONValue,
        _ schema: JSONValue,
        _ path: String
    ) -> [String] {
        guard let object else { return [] }
        switch keyword {
        case "required":
            return (argument.arrayValue ?? []).compactMap(\.stringValue).filter { object[$0] == nil }
                .map { "\(path): \($0) is missing" }
        case "properties":
            return object.members.flatMap { member in
                argument[member.key.string].map { faults(of: member.value, $0, at: "\(path).\(member.key)") } ?? []
            }
        default:
            guard argument != .bool(true) else { return [] }
            let known = schema["properties"]?.objectValue?.members.map(\.key) ?? []
            return object.members.filter { !known.contains($0.key) }.map { "\(path): \($0.key) is not expected" }
        }
    }

    private static func isOf(_ type: String?, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("null", .null),
            ("number", .number):
            true
        case ("integer", .number(let number)): number.int != nil
        default: false
        }
    }

    /// A bound says something of one type of value only.
    private func isWithin(_ value: JSONValue, _ keyword: String, _ bound: Double) -> Bool {
        switch (keyword, value) {
        case ("minimum", .number(let number)): number.double.map { $0 >= bound } ?? false
        case ("maximum", .number(let number)): number.double.map { $0 <= bound } ?? false
        case ("minItems", .array(let elements)): Double(elements.count) >= bound
        case ("maxItems", .array(let elements)): Double(elements.count) <= bound
        case ("minLength", .string(let text)): Double(text.scalars.count) >= bound
        case ("maxLength", .string(let text)): Double(text.scalars.count) <= bound
        default: true
        }
    }
}
