// SPDX-License-Identifier: Apache-2.0

/// What a web server may send, and how long it may take over it.
package struct ServerLimits: Sendable, Equatable {
    /// The most bytes of a body.
    package var body: Int
    /// The most bytes of all bodies in memory.
    package var memory: Int
    /// The most bytes of all names and values of a request's variables, with a sign between each two.
    package var params: Int
    /// How long a peer may be silent in the middle of a body, and how long a request's variables may take.
    package var receiveTimeout: Duration
    /// How long a body may take.
    package var bodyTimeout: Duration
    /// The least bytes of a body a second, over each time of ``receiveTimeout``.
    package var bodyRate: Int
    /// The most bodies that arrive at a time; beside them as many rests of bodies are read as ``rests`` says.
    package var arrivingBodies: Int
    /// The most rests of bodies that are read and dropped at a time.
    package var rests: Int { ArrivingBodies.rests(beside: arrivingBodies) }
    /// The number of threads that accept connections and read requests.
    package var acceptors: Int

    /// Makes limits.
    package init(
        body: Int = 16 << 20,
        memory: Int = 1 << 30,
        params: Int = 64 << 10,
        receiveTimeout: Duration = .seconds(30),
        bodyTimeout: Duration = .seconds(300),
        bodyRate: Int = 1 << 10,
        arrivingBodies: Int = 1_024,
        acceptors: Int = 2
    ) {
        self.body = body
        self.memory = memory
        self.params = params
        self.receiveTimeout = receiveTimeout
        self.bodyTimeout = bodyTimeout
        self.bodyRate = bodyRate
        self.arrivingBodies = arrivingBodies
        self.acceptors = acceptors
    }
}
