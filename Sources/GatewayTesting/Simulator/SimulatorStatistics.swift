// SPDX-License-Identifier: Apache-2.0

/// The simulator's counters (`GET /simulator/stats`).
package struct SimulatorStatistics: Decodable, Sendable {
    /// Connections that are open, the one that asks included.
    package let openConnections: Int
    /// All connections so far.
    package let acceptedConnections: Int
    /// All chat requests so far.
    package let requests: Int
    /// Chat requests that are being answered.
    package let running: Int
    /// Chat requests whose client left.
    package let clientClosed: Int
    /// All text deltas so far.
    package let chunksSent: Int

    private enum CodingKeys: String, CodingKey {
        case requests, running
        case openConnections = "open_connections"
        case acceptedConnections = "accepted_connections"
        case clientClosed = "client_closed"
        case chunksSent = "chunks_sent"
    }
}
