// SPDX-License-Identifier: Apache-2.0

/// A connection of the load generator to the web server, and the request on it.
struct ClientConnection {
    /// What happens after an answer.
    enum Next {
        /// The same request goes out again.
        case again
        /// The connection waits for one of the requests that come at a fixed rate.
        case pool
        /// Nothing.
        case rest
    }

    /// The socket; -1 while there is none.
    var descriptor: Int32 = -1
    /// The port of the web server.
    var port = 0
    /// The size of the receive buffer; 0 for the system's choice.
    var receiveBuffer = 0
    /// The position of the request in the list of all.
    var request = 0
    /// The position of the tally in the list of all.
    var tally = 0
    /// What happens after the answer.
    var next = Next.rest
    /// How many bytes of the request were sent.
    var sent = 0
    /// Whether a request is on its way.
    var isActive = false
    /// Whether it is read a little at a time.
    var isSlow = false
    /// When the request should have been sent.
    var intended: UInt64 = 0
    /// The response so far.
    var response = ResponseScanner()
    /// The stamps so far.
    var stamps = StampScanner()
    /// The position of the chunk that comes next.
    var nextChunk = 0
    /// The last bytes of a stream whose chunks are all there.
    var tail: [UInt8] = []
}
