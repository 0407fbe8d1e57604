// SPDX-License-Identifier: Apache-2.0

/// An HTTP/1.1 client that shows all that came, and when.
package struct TestClient: Sendable {
    /// The port of the loopback interface.
    package let port: Int
    /// When a response that is not whole becomes a failure.
    package var limit = Duration.seconds(60) * Patience.factor
    /// Header fields for every request.
    package var headers: [(name: String, value: String)] = []

    /// Makes a client of a server on this machine.
    package init(port: Int) {
        self.port = port
    }

    /// Sends a request and reads the whole response.
    package func send(_ request: TestRequest) async throws -> TestResponse {
        try await open(request) { try await $0.response() }
    }

    /// Sends a request and gives its connection to `body`; afterwards the connection is closed.
    ///
    /// With `isPaused`, the connection is as after ``TestConnection/pause()`` from the beginning.
    package func open<Result>(
        _ request: TestRequest,
        isPaused: Bool = false,
        _ body: (TestConnection) async throws -> Result
    ) async throws -> Result {
        var request = request
        request.headers += headers
        let connection = try await TestConnection(request, to: port, limit: limit, isPaused: isPaused)
        do {
            let result = try await body(connection)
            await connection.close()
            return result
        } catch {
            await connection.close()
            throw error
        }
    }
}
