// SPDX-License-Identifier: Apache-2.0

/// The schema to which a provider is to hold an answer.
struct ReceivedSchema: Decodable {
    let type: String
    let properties: [String: ReceivedSchema]?
    let required: [String]?
    let `enum`: [String]?
    let additionalProperties: Bool?
}
