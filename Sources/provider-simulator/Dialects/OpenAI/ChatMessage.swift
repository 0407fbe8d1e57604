// SPDX-License-Identifier: Apache-2.0

/// One message of a chat request, reduced to its role and its text.
///
/// Content may be a string, an array of parts (the text parts count, joined) or null.
struct ChatMessage: Decodable {
    /// A part of a content array.
    private struct Part: Decodable {
        let text: String?
    }

    let role: String?
    let text: String
    let hasName: Bool

    private enum CodingKeys: String, CodingKey {
        case role, content, name
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        hasName = container.contains(.name)
        role = try container.decodeIfPresent(String.self, forKey: .role)
        if let parts = try? container.decodeIfPresent([Part].self, forKey: .content) {
            text = parts.compactMap(\.text).joined()
        } else {
            text = try container.decodeIfPresent(String.self, forKey: .content) ?? ""
        }
    }
}
