// SPDX-License-Identifier: Apache-2.0

/// The `response_format` of a provider's request.
struct ReceivedResponseFormat: Decodable {
    /// A schema with its name.
    struct Named: Decodable {
        let name: String
        let strict: Bool
        let schema: Schema
    }

    /// The schema of an object with a class.
    struct Schema: Decodable {
        let type: String
        let properties: [String: Property]
        let required: [String]
        let additionalProperties: Bool
    }

    /// The schema of a member.
    struct Property: Decodable {
        let type: String
        let values: [String]?

        private enum CodingKeys: String, CodingKey {
            case type
            case values = "enum"
        }
    }

    let type: String
    let jsonSchema: Named?

    private enum CodingKeys: String, CodingKey {
        case type
        case jsonSchema = "json_schema"
    }
}
