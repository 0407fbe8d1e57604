// SPDX-License-Identifier: Apache-2.0

/// A request in Anthropic's dialect.
struct AnthropicRequest: ChatRequest {
    let body: JSONTree
    /// The header field `anthropic-version`.
    let version: String?

    let includesUsage = true

    var model: String {
        body["model"]?.string ?? ""
    }

    var isStream: Bool {
        body["stream"]?.bool ?? false
    }

    var messages: [JSONTree] {
        body["messages"]?.elements ?? []
    }

    /// The form that is asked for in `output_config`.
    var outputFormat: JSONTree? {
        body["output_config"]?["format"].flatMap { $0.isNull ? nil : $0 }
    }

    var promptWords: Int {
        messages.reduce(Self.text(of: body["system"] ?? .null).wordCount) {
            $0 + Self.text(of: $1["content"] ?? .null).wordCount
        }
    }

    var lastUserText: String {
        messages.last { $0["role"]?.string == "user" }.map { Self.text(of: $0["content"] ?? .null) } ?? ""
    }

    var constraint: AnswerConstraint? {
        outputFormat?["schema"].map(AnswerConstraint.schema)
    }

    func violation(of behaviour: Behaviour) -> SimulatedError? {
        AnthropicRules(request: self, behaviour: behaviour).problem.map(SimulatedError.invalidRequest)
    }

    /// The text of a string or of an array of blocks.
    static func text(of content: JSONTree) -> String {
        content.string ?? content.elements.compactMap { $0["text"]?.string }.joined(separator: " ")
    }
}
