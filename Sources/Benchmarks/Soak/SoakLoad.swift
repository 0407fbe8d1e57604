// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// The mixed load of a soak run.
struct SoakLoad: Sendable {
    /// The clients at the same time; each has one request on its way.
    static let clients = 48

    /// The web servers, with keep_conn off and on.
    let servers: [TestClient]
    /// Where everything is counted.
    let counts: SoakCounts

    /// Lets all clients work until a moment, and waits for their last requests.
    func run(until end: ContinuousClock.Instant) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<Self.clients {
                group.addTask {
                    while ContinuousClock.now < end {
                        await request()
                        try await Task.sleep(for: .milliseconds(Int.random(in: 0...20)))
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func request() async {
        let kind = SoakKind.random()
        let request = kind.request(counts.uniqueName())
        // The model's name tells what was ordered.
        let shown = String(decoding: request.body.prefix(120), as: UTF8.self)
        do {
            guard let server = servers.randomElement() else { return }
            let fault = try await server.open(request) { connection in
                switch kind {
                case .leaver:
                    try await leave(connection)
                case .slowReader:
                    try await readSlowly(connection)
                default:
                    try await read(connection, kind, request.target)
                }
            }
            counts.add(kind, shown, fault: fault)
        } catch {
            counts.add(kind, shown, fault: "\(error)")
        }
    }

    private func read(_ connection: TestConnection, _ kind: SoakKind, _ target: String) async throws -> String? {
        let head = try await connection.head()
        guard head.status == 200, target == "/llm/generation/stream" else {
            return SoakVerdict.fault(kind, try await connection.response())
        }
        let events = try await connection.remainingEvents()
        return SoakVerdict.fault(kind, events, isComplete: connection.isComplete)
    }

    /// Closes the connection, whatever has come until then.
    private func leave(_ connection: TestConnection) async throws -> String? {
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...400)))
        return nil
    }

    private func readSlowly(_ connection: TestConnection) async throws -> String? {
        var events: [ReceivedEvent] = []
        for _ in 0..<8 {
            try await connection.pause()
            try await Task.sleep(for: .milliseconds(200))
            try await connection.resume()
            if let event = try await connection.nextEvent() { events.append(event) }
        }
        events += try await connection.remainingEvents()
        return SoakVerdict.fault(.slowReader, events, isComplete: connection.isComplete)
    }
}
