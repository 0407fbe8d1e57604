// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// Writes a JSON Schema as Gemini takes it.
///
/// One keyword that it does not know is an error of the whole request. Keywords that say nothing of the value go; `const` and
/// `oneOf` have a counterpart; an exclusive bound is said in the description. The names of properties are the caller's and are
/// not looked at.
/// Source: Gemini API reference, Schema and structured output.
enum GeminiSchema {
    /// The deepest schema that is looked into; whatever lies below goes as it is.
    private static let deepest = 60

    static func write(_ schema: ArraySlice<UInt8>, to writer: inout JSONWriter) {
        guard let value = try? JSONValue(parsing: schema) else { return writer.raw(schema) }
        cleaned(value, depth: 0).write(to: &writer)
    }

    private static func cleaned(_ value: JSONValue, depth: Int) -> JSONValue {
        guard case .object(let schema) = value, depth < deepest else { return value }
        var result = JSONObject()
        var remarks: [ByteString] = []
        for member in schema.members {
            switch member.key {
            case "$schema", "$id", "$comment", "title", "examples", "discriminator": break
            case "const": result.append("enum", .array([member.value]))
            case "exclusiveMinimum", "exclusiveMaximum": remarks.append(member.remark)
            case "properties", "$defs", "definitions", "patternProperties":
                result.append(member.key, cleanedMembers(of: member.value, depth: depth + 1))
            case "oneOf": result.append("anyOf", cleanedElements(of: member.value, depth: depth + 1))
            case "anyOf", "allOf", "prefixItems":
                result.append(member.key, cleanedElements(of: member.value, depth: depth + 1))
            case "items", "additionalProperties", "not":
                result.append(member.key, cleaned(member.value, depth: depth + 1))
            default: result.append(member.key, member.value)
            }
        }
        return .object(result.adding(remarks))
    }

    /// Cleans the schemas of an object whose keys are names.
    private static func cleanedMembers(of value: JSONValue, depth: Int) -> JSONValue {
        guard case .object(let object) = value else { return value }
        return .object(
            JSONObject(object.members.map { .init(key: $0.key, value: cleaned($0.value, depth: depth)) })
        )
    }

    private static func cleanedElements(of value: JSONValue, depth: Int) -> JSONValue {
        guard case .array(let elements) = value else { return value }
        return .array(elements.map { cleaned($0, depth: depth) })
    }
}
