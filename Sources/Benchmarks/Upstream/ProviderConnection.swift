// SPDX-License-Identifier: Apache-2.0

/// A connection to the fake provider, and the request on it.
struct ProviderConnection {
    /// What a connection is for.
    enum Kind {
        /// Requests.
        case http
        /// Nothing is ever answered on it: a TLS handshake waits in vain.
        case silent
        /// The benchmark's word which streams may go on.
        case credits
    }

    /// What a request waits for.
    enum Phase: String {
        /// There is no request.
        case idle
        /// Its time, or nothing at all.
        case waiting
        /// Nothing; its chunks are being sent.
        case streaming
    }

    /// The socket; -1 when the slot is free.
    var descriptor: Int32 = -1
    /// What it is for.
    var kind = Kind.http
    /// What the request waits for.
    var phase = Phase.idle
    /// Counts the requests of the slot.
    var generation = 0
    /// What has come of a request that is not whole yet.
    var input: [UInt8] = []
    /// What the socket did not take, from ``outputStart`` on.
    var output: [UInt8] = []
    /// Where the rest of the output begins.
    var outputStart = 0
    /// The orders of the request.
    var orders = Orders(body: [], 0, 0)
    /// The words in which the request is answered.
    var dialect = WireDialect.chatCompletions
    /// Whether a stream was asked for.
    var isStream = false
    /// The number of chunks sent.
    var chunks = 0
    /// The bytes of the answer that the socket took.
    var bytes = 0
    /// When the next chunk is due.
    var deadline: UInt64 = 0

    /// Whether the socket has no room.
    var isBlocked: Bool { outputStart < output.count }
}
