// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// What the simulator tells of a request that it received (`GET /simulator/requests`).
package struct SimulatorRequest: Decodable, Sendable {
    /// Its number, from 1.
    package let id: Int
    /// The whole model name.
    package let model: String
    /// Whether a stream was asked for.
    package let stream: Bool
    /// The path as it was sent, percent escapes included.
    package let path: String
    /// The query as it was sent; nil without one.
    package let query: String?
    /// When its first byte was answered, see ``MonotonicTime``; nil before.
    package let firstByteNanoseconds: UInt64?
    /// When it ended, see ``MonotonicTime``; nil while it runs.
    package let endedNanoseconds: UInt64?
    /// How it ended: `running`, `completed`, `client-closed`, `fault`.
    package let outcome: String
    /// The text deltas that were written.
    package let chunksSent: Int
    /// The `Authorization` header.
    package let authorization: String?
    /// All header fields, by their names in lower case.
    package let headers: [String: String]
    /// The body's first 64 KiB.
    package let body: String

    private enum CodingKeys: String, CodingKey {
        case id, model, stream, path, query, outcome, authorization, headers, body
        case firstByteNanoseconds = "first_byte_ns"
        case endedNanoseconds = "ended_ns"
        case chunksSent = "chunks_sent"
    }

    /// Reads the body as JSON.
    package func decodeBody<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(body.utf8))
    }
}
