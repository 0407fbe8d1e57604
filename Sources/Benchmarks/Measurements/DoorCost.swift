// SPDX-License-Identifier: Apache-2.0

/// What requests and chunks cost through one API, with `fastcgi_keep_conn off`.
struct DoorCost: Sendable {
    /// The API.
    let api: API
    /// Answers in one piece.
    let plain: Throughput
    /// Chunks that arrive singly.
    let singleChunks: Throughput
    /// Chunks that arrive together.
    let bulkChunks: Throughput
    /// Answers to long conversations with many tools, which the native API does not have.
    let largeConversations: Throughput?

    /// Measures all of them.
    static func measure(_ stage: Stage, _ api: API, seconds: Double) throws -> DoorCost {
        DoorCost(
            api: api,
            plain: try Throughput.plain(stage, .keepConnOff, through: api, seconds: seconds),
            singleChunks: try Throughput.singleChunks(stage, .keepConnOff, through: api, seconds: seconds),
            bulkChunks: try Throughput.bulkChunks(stage, .keepConnOff, through: api, seconds: seconds),
            largeConversations: api == .native
                ? nil : try Throughput.largeConversations(stage, .keepConnOff, through: api, seconds: seconds)
        )
    }
}
