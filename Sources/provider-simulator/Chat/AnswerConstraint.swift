// SPDX-License-Identifier: Apache-2.0

/// The form that a request prescribes for the answer.
enum AnswerConstraint {
    /// Any JSON object.
    case jsonObject
    /// JSON that fits a schema.
    case schema(JSONTree)
    /// One of these words, as bare text.
    case choice([String])

    /// The constraint as `response_format` of the OpenAI dialect has it; nil when it asks for text.
    init?(responseFormat: JSONTree) {
        switch responseFormat["type"]?.string {
        case "json_schema": self = .schema(responseFormat["json_schema"]?["schema"] ?? .object([:]))
        case "json_object": self = responseFormat["schema"].map(Self.schema) ?? .jsonObject
        default: return nil
        }
    }

    /// An answer that keeps to it, with the value of that number, from 1, where there is a choice.
    func sample(choose number: Int) -> String {
        switch self {
        case .jsonObject: "{}"
        case .schema(let schema): SchemaSample(choose: number).json(for: schema)
        case .choice(let words): words.isEmpty ? "" : words[min(number, words.count) - 1]
        }
    }

    /// The number of values of the largest enum in it.
    var largestEnum: Int {
        switch self {
        case .jsonObject: 0
        case .schema(let schema): Self.largestEnum(in: schema)
        case .choice(let words): words.count
        }
    }

    private static func largestEnum(in tree: JSONTree) -> Int {
        let own = tree["enum"]?.elements.count ?? 0
        let inner = tree.members.values.map(largestEnum) + tree.elements.map(largestEnum)
        return inner.reduce(own, max)
    }
}
