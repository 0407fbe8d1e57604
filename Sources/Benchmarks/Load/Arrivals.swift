// SPDX-License-Identifier: Apache-2.0

/// Requests that are sent at a fixed rate, whether those before them have been answered or not.
struct Arrivals {
    /// The position of the request in the list of all; with ``isSeries`` that of the first of a series.
    var request: Int
    /// Whether each arrival sends the next request of the list.
    var isSeries = false
    /// The port of the web server.
    var port: Int
    /// The tally of the requests.
    var tally: Int
    /// The time between two of them in nanoseconds.
    var interval: Double
    /// When the next one is due.
    var next: Double
    /// How many are still to come.
    var remaining = Int.max
    /// What becomes of their connections: they are used again, or stay with their stream.
    var after = ClientConnection.Next.pool
    /// Whether the answers are read slowly.
    var isSlow = false
    /// The size of the connections' receive buffers.
    var receiveBuffer = 0

    /// When the next one is due, see ``Clock``.
    var due: UInt64 { remaining > 0 ? UInt64(next) : .max }
}
