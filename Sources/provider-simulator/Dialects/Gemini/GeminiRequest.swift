// SPDX-License-Identifier: Apache-2.0

/// A request in Gemini's dialect.
struct GeminiRequest: ChatRequest {
    private let target: GeminiTarget
    let body: JSONTree

    init(target: GeminiTarget, body: JSONTree) {
        self.target = target
        self.body = body
    }

    let includesUsage = true

    var model: String {
        target.model
    }

    var isStream: Bool {
        target.isStream
    }

    var contents: [JSONTree] {
        body["contents"]?.elements ?? []
    }

    var systemInstruction: JSONTree? {
        body.member("systemInstruction", "system_instruction")
    }

    var generationConfig: JSONTree {
        body.member("generationConfig", "generation_config") ?? .object([:])
    }

    var responseMimeType: String {
        generationConfig.member("responseMimeType", "response_mime_type")?.string ?? "text/plain"
    }

    /// The schema in Gemini's subset of OpenAPI.
    var responseSchema: JSONTree? {
        generationConfig.member("responseSchema", "response_schema")
    }

    var responseJSONSchema: JSONTree? {
        generationConfig.member("responseJsonSchema", "response_json_schema", "_responseJsonSchema")
    }

    var promptWords: Int {
        ([systemInstruction].compactMap { $0 } + contents).reduce(0) { $0 + Self.text(of: $1).wordCount }
    }

    var lastUserText: String {
        contents.last { $0["role"]?.string != "model" }.map(Self.text) ?? ""
    }

    var constraint: AnswerConstraint? {
        let schema = responseSchema ?? responseJSONSchema
        return switch responseMimeType {
        case "text/x.enum": .choice(schema?["enum"]?.elements.compactMap(\.string) ?? [])
        case "application/json": schema.map(AnswerConstraint.schema) ?? .jsonObject
        default: nil
        }
    }

    func violation(of behaviour: Behaviour) -> SimulatedError? {
        GeminiFields.violation(in: self) ?? GeminiRules(request: self, behaviour: behaviour).violation
    }

    private static func text(of content: JSONTree) -> String {
        (content["parts"]?.elements ?? []).compactMap { $0["text"]?.string }.joined(separator: " ")
    }
}
