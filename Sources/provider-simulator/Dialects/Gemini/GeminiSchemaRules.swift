// SPDX-License-Identifier: Apache-2.0

/// What Gemini's API says about a form for the answer that it cannot keep to.
struct GeminiSchemaRules {
    private static let place = "GenerateContentRequest.generation_config.response_schema"

    let request: GeminiRequest
    let behaviour: Behaviour
    /// The model's name in error messages.
    let name: Substring

    var problem: String? {
        modeProblem ?? schemaProblem
    }

    private var modeProblem: String? {
        let type = request.responseMimeType
        let hasSchema = request.responseSchema != nil || request.responseJSONSchema != nil
        guard ["text/plain", "application/json", "text/x.enum"].contains(type) else {
            return "* GenerateContentRequest.generation_config.response_mime_type: allowed mimetypes are `text/plain`, "
                + "`application/json`, `application/xml`, `application/yaml` and `text/x.enum`.\n"
        }
        if type == "text/plain" {
            guard hasSchema else { return nil }
            return "* \(Self.place): only allowed when mimetype is `application/json`, `application/xml`, "
                + "`application/yaml` or `text/x.enum`.\n"
        }
        if GeminiModels.isGemma(request.model) || behaviour.rules.contains(.noResponseFormat) {
            return "JSON mode is not enabled for models/\(name)"
        }
        if hasSchema, !behaviour.rules.isDisjoint(with: [.noJSONSchema, .noSchema]) {
            return "Controlled generation with a schema is not supported for models/\(name)"
        }
        if !hasSchema, behaviour.rules.contains(.noJSONObject) {
            return "JSON mode is not enabled for models/\(name)"
        }
        if type == "text/x.enum", request.responseSchema?["enum"]?.elements.isEmpty != false {
            return "* \(Self.place): must be a string schema with an enum when the mimetype is `text/x.enum`.\n"
        }
        return nil
    }

    private var schemaProblem: String? {
        if request.responseSchema != nil, request.responseJSONSchema != nil {
            return "Only one of response_schema and response_json_schema can be set."
        }
        if let schema = request.responseSchema, let problem = enumProblem(in: schema, Self.place) {
            return problem
        }
        guard let limit = behaviour.enumLimit, let constraint = request.constraint,
            constraint.largestEnum > limit
        else { return nil }
        return "The specified schema produces a constraint that has too many states for serving. Typical causes of "
            + "this error are schemas with lots of text (for example, very long property or enum names), schemas with "
            + "long array length limits (especially when nested), or schemas using complex value matchers (for "
            + "example, integers or numbers with minimum/maximum bounds or strings with complex formats like date-time)"
    }

    /// An enum may have strings only, and no empty ones.
    private func enumProblem(in schema: JSONTree, _ place: String) -> String? {
        if let values = schema["enum"]?.elements {
            guard schema["type"]?.string?.lowercased() == "string" else {
                return "* \(place).enum: only allowed for STRING type\n"
            }
            for (index, value) in values.enumerated() {
                guard let text = value.string else {
                    return "Invalid value at '\(place).enum[\(index)]' (TYPE_STRING), \(value.json)"
                }
                if text.isEmpty {
                    return "* \(place).enum[\(index)]: cannot be empty\n"
                }
            }
        }
        for property in (schema["properties"]?.members ?? [:]).sorted(by: { $0.key < $1.key }) {
            if let problem = enumProblem(in: property.value, "\(place).properties[\(property.key)]") { return problem }
        }
        return schema["items"].flatMap { enumProblem(in: $0, "\(place).items") }
    }
}
