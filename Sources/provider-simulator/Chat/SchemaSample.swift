// SPDX-License-Identifier: Apache-2.0

/// Makes a JSON value that fits a schema, in JSON Schema's words or in those of Gemini's OpenAPI subset.
struct SchemaSample {
    /// Which value of an enum is taken, from 1; the last when there are fewer.
    let number: Int

    init(choose number: Int) {
        self.number = number
    }

    func json(for schema: JSONTree) -> String {
        if let constant = schema["const"] { return constant.json }
        if let values = schema["enum"]?.elements, !values.isEmpty {
            return values[min(number, values.count) - 1].json
        }
        if let first = schema.member("anyOf", "oneOf", "allOf")?.elements.first { return json(for: first) }
        let type = schema["type"]?.string ?? schema["type"]?.elements.first?.string
        switch type?.lowercased() {
        case "string": return #""x""#
        case "integer", "number": return "1"
        case "boolean": return "true"
        case "array": return "[]"
        case "null": return "null"
        default: return object(schema)
        }
    }

    /// The required properties in their order; all of them when none is said to be required.
    private func object(_ schema: JSONTree) -> String {
        let properties = schema["properties"]?.members ?? [:]
        let names = schema["required"] ?? schema["propertyOrdering"]
        let keys = names?.elements.compactMap(\.string) ?? properties.keys.sorted()
        let members = keys.compactMap { key in
            properties[key].map { "\(JSONText.quoted(key)): \(json(for: $0))" }
        }
        return "{" + members.joined(separator: ", ") + "}"
    }
}
