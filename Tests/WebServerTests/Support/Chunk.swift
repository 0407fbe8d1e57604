// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting

/// The data of an event of a stream.
struct Chunk: Decodable {
    let text: String
    let isFinal: Bool

    private enum CodingKeys: String, CodingKey {
        case text
        case isFinal = "is_final"
    }

    init?(_ event: ReceivedEvent) throws {
        guard let data = event.data else { return nil }
        self = try JSONDecoder().decode(Self.self, from: Data(data.utf8))
    }
}
