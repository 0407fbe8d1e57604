// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Writes a JSON Schema as Anthropic can hold a model to it.
///
/// Every object is closed. Bounds of numbers, texts and lists, which are not enforced, are said in the description, as Anthropic's own
/// libraries do; `oneOf` has a counterpart; keywords that say nothing of the value go. What would let other values pass than the
/// schema does is refused by its place.
/// Source: Claude docs, structured outputs.
struct AnthropicSchema {
    /// The deepest schema that is looked into.
    private static let deepest = 60

    private let place: Unsupported.Place

    /// Writes a schema.
    ///
    /// - Parameters:
    ///   - schema: The schema.
    ///   - place: Where it stands.
    ///   - writer: Where it is written.
    /// - Throws: ``Unsupported`` for a schema that Anthropic cannot hold a model to.
    static func write(
        _ schema: ArraySlice<UInt8>,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        guard let value = try? JSONValue(parsing: schema) else { return writer.raw(schema) }
        try AnthropicSchema(place: place).cleaned(value, SchemaPath()).write(to: &writer)
    }

    private func cleaned(_ value: JSONValue, _ path: SchemaPath) throws(Unsupported) -> JSONValue {
        guard case .object(let schema) = value else { return value }
        if path.depth > Self.deepest { throw refusal(path, "lies too deep") }
        var result = JSONObject()
        var remarks: [ByteString] = []
        for member in schema.members {
            let inner = path.adding(member.key)
            switch member.key {
            case "$schema", "$id", "$comment", "examples", "discriminator", "deprecated", "readOnly", "writeOnly": break
            case "properties", "$defs", "definitions":
                result.append(member.key, try cleanedMembers(of: member.value, inner))
            case "oneOf": result.append("anyOf", try cleanedElements(of: member.value, inner))
            case "anyOf", "allOf": result.append(member.key, try cleanedElements(of: member.value, inner))
            case "items": result.append("items", try cleaned(member.value, inner))
            case "additionalProperties":
                // Written below, where it belongs.
                guard member.value == .bool(false) else { throw refusal(inner, "is not false") }
            case "minItems" where !member.isZeroOrOne, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
                "multipleOf", "minLength", "maxLength", "maxItems", "uniqueItems", "minProperties", "maxProperties":
                remarks.append(member.remark)
            case "format" where !member.isKnownFormat: remarks.append(member.remark)
            case "patternProperties", "propertyNames", "unevaluatedProperties", "unevaluatedItems", "prefixItems",
                "contains", "not", "if", "then", "else", "dependentSchemas", "dependentRequired":
                throw refusal(inner, "is a keyword without a counterpart")
            default: result.append(member.key, member.value)
            }
        }
        if result.describesObject { result.append("additionalProperties", .bool(false)) }
        return .object(result.adding(remarks))
    }

    /// Cleans the schemas of an object whose keys are names.
    private func cleanedMembers(of value: JSONValue, _ path: SchemaPath) throws(Unsupported) -> JSONValue {
        guard case .object(let object) = value else { return value }
        var result = JSONObject()
        for member in object.members {
            result.append(member.key, try cleaned(member.value, path.adding(member.key)))
        }
        return .object(result)
    }

    private func cleanedElements(of value: JSONValue, _ path: SchemaPath) throws(Unsupported) -> JSONValue {
        guard case .array(let elements) = value else { return value }
        var result: [JSONValue] = []
        for (index, element) in elements.enumerated() {
            result.append(try cleaned(element, path.adding(ByteString("\(index)"))))
        }
        return .array(result)
    }

    private func refusal(_ path: SchemaPath, _ reason: String) -> Unsupported {
        Unsupported(place, "has a schema that Anthropic cannot hold a model to: \(path) \(reason)")
    }
}

extension JSONObject {
    /// Whether the schema is one of objects.
    fileprivate var describesObject: Bool {
        switch self["type"] {
        case .string(let type)?: type == "object"
        case .array(let types)?: types.contains(.string("object"))
        default: self["properties"] != nil
        }
    }
}

extension JSONObject.Member {
    private static let knownFormats: [ByteString] = [
        "date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid",
    ]

    fileprivate var isKnownFormat: Bool { value.textValue.map(Self.knownFormats.contains) ?? false }

    fileprivate var isZeroOrOne: Bool { value.intValue == 0 || value.intValue == 1 }
}
