// SPDX-License-Identifier: Apache-2.0

/// What a web server may send, and how long it may take over it.
package struct ServerLimits: Sendable, Equatable {
    /// The most bytes of a body.
    package var body: Int
    /// The most bytes of all names and values of a request's variables.
    package var params: Int
    /// How long a peer may be silent in the middle of a request, or before its first one.
    package var receiveTimeout: Duration
    /// The number of threads that accept connections and read requests.
    package var acceptors: Int

    /// Makes limits.
    package init(
        body: Int = 16 << 20,
        params: Int = 64 << 10,
        receiveTimeout: Duration = .seconds(30),
        acceptors: Int = 2
    ) {
        self.body = body
        self.params = params
        self.receiveTimeout = receiveTimeout
        self.acceptors = acceptors
    }
}
