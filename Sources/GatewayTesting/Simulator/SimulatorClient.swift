// SPDX-License-Identifier: Apache-2.0

/// Asks the simulator what it saw.
package struct SimulatorClient: Sendable {
    private let client: TestClient

    /// Makes a client of the simulator on a port of this machine.
    package init(port: Int) {
        client = TestClient(port: port)
    }

    /// The port.
    package var port: Int { client.port }

    /// The requests whose model names begin with a prefix, oldest first; of all requests the last thousand are known.
    package func requests(model prefix: String) async throws -> [SimulatorRequest] {
        try await client.send(.get("/simulator/requests?model=" + prefix.percentEncoded))
            .decode([SimulatorRequest].self)
    }

    /// The only request whose model name begins with a prefix, as soon as it was received.
    package func request(model prefix: String) async throws -> SimulatorRequest {
        let requests = try await Waiting.value("a request for \(prefix)") {
            let requests = try await self.requests(model: prefix)
            return requests.isEmpty ? nil : requests
        }
        guard requests.count == 1, let request = requests.first else {
            throw TestFailure("\(requests.count) requests for \(prefix)")
        }
        return request
    }

    /// The only request whose model name begins with a prefix, as soon as it has ended.
    package func endedRequest(
        model prefix: String,
        within limit: Duration = .seconds(30)
    ) async throws -> SimulatorRequest {
        try await Waiting.value("the end of the request for \(prefix)", within: limit) {
            let request = try await request(model: prefix)
            return request.endedNanoseconds == nil ? nil : request
        }
    }

    /// The counters.
    package func statistics() async throws -> SimulatorStatistics {
        try await client.send(.get("/simulator/stats")).decode(SimulatorStatistics.self)
    }

    /// Waits until no chat request is being answered.
    package func waitUntilIdle() async throws {
        try await Waiting.until("no open request at the simulator") { try await statistics().running == 0 }
    }
}
