// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

/// A stream of two chunks with silence somewhere.
enum IdleStream {
    /// Reads it and checks that it is whole.
    ///
    /// - Returns: The number of comments.
    static func check(_ gateway: ServedGateway, _ model: String) async throws -> Int {
        var client = gateway.client
        client.limit = .seconds(120)
        return try await client.open(Ask().stream(model)) { connection in
            let events = try await connection.remainingEvents()
            #expect(connection.isComplete)
            let chunks = try events.compactMap { try Chunk($0) }
            #expect(chunks.last?.isFinal == true, "\(gateway.server): \(events.map(\.event))")
            #expect(chunks.last?.text == "The quick ")
            return events.count { $0.isComment }
        }
    }
}
