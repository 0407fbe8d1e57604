// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Testing

extension IntegrationTests {
    /// The stream for operators and for the doctor, `GET /healthz/stream`.
    @Suite(.deployment(environment: ["SECRET_TOKEN": CallerKey.value, "GATEWAY_KEEPALIVE_INTERVAL": "0.4"]))
    struct HealthStreamTests {
        private static let key = (name: "X-API-Key", value: CallerKey.value)

        /// A chunk as far as all chunks have it.
        private struct Chunk: Decodable {
            let chunk: Int
            let milliseconds: Int
            let is_final: Bool
        }

        private struct Outcome: Decodable {
            let state: String
            let chunks: Int
            let milliseconds: Int
            let process: Int
        }

        private func client(_ mode: ConnectionMode = .closed) throws -> TestClient {
            var client = try Shared.deployment.client(mode)
            client.headers = [Self.key]
            return client
        }

        private func chunks(_ events: [ReceivedEvent]) throws -> [Chunk] {
            try events.map { event in
                try JSONDecoder().decode(Chunk.self, from: Data(try #require(event.data).utf8))
            }
        }

        private func outcome(_ id: String) async throws -> Outcome {
            try await client().send(.get("/healthz/stream/outcome?id=\(id)")).decode()
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func tenChunksComeOneByOne(_ mode: ConnectionMode) async throws {
            let id = ModelName.unique("steady").filter { $0.isLetter || $0.isNumber }
            try await client(mode).open(.get("/healthz/stream?id=\(id)")) { connection in
                let head = try await connection.head()
                #expect(head.status == 200)
                #expect(head.header("Content-Type") == "text/event-stream; charset=utf-8")
                #expect(head.header("Cache-Control") == "no-cache")
                let events = try await connection.remainingEvents()
                #expect(connection.isComplete)
                let chunks = try chunks(events)
                #expect(chunks.map(\.chunk) == Array(1...10))
                #expect(chunks.map(\.is_final) == Array(repeating: false, count: 9) + [true])
                let times = events.map(\.nanoseconds)
                let gaps = zip(times, times.dropFirst()).map { ($1 - $0) / 1_000_000 }.sorted()
                #expect((60...140).contains(gaps[gaps.count / 2]), "gaps in ms: \(gaps)")
                #expect((900...).contains(chunks[9].milliseconds))
            }
            let last = try await outcome(id)
            #expect(last.state == "finished")
            #expect(last.chunks == 10)
            #expect(last.process == Int(try Shared.deployment.gateway.identifier))
        }

        @Test(.timeLimit(.minutes(1)))
        func theFirstChunkTellsWhatHasArrived() async throws {
            let response = try await client().send(.get("/healthz/stream", headers: [("Authorization", "Basic eDp5")]))
            let first = try #require(response.text.split(separator: "\n").first)
            #expect(first.contains(#""x_api_key":true,"authorization":true,"request_id":true,"x_forwarded_for":false"#))
            #expect(first.contains(#""https":false,"remote_addr":"127.0.0.1""#))
            #expect(first.contains(#""max_body":16777216,"keepalive_interval":0.4,"total_timeout":600.0"#))
            #expect(!response.text.contains(CallerKey.value))
            #expect(!response.text.contains("eDp5"))
        }

        @Test(.timeLimit(.minutes(1)))
        func thePauseIsTheIntervalAndHasNoComment() async throws {
            try await client().open(.get("/healthz/stream?pause=keep-alive")) { connection in
                let events = try await connection.remainingEvents()
                let chunks = try chunks(events)
                #expect(chunks.map(\.is_final) == [false, true])
                #expect(chunks[1].milliseconds >= 400)
                #expect(events[1].nanoseconds - events[0].nanoseconds >= 400_000_000)
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func aDisconnectIsToldOf(_ mode: ConnectionMode) async throws {
            let id = ModelName.unique("left").filter { $0.isLetter || $0.isNumber }
            try await client(mode).open(.get("/healthz/stream?id=\(id)")) { connection in
                for _ in 0..<3 { _ = try await connection.nextEvent() }
                #expect(try await outcome(id).state == "running")
            }
            try await Waiting.until("the gateway knows") { try await outcome(id).state == "disconnected" }
            let last = try await outcome(id)
            #expect((3...9).contains(last.chunks))
            #expect(last.milliseconds >= 200)
        }

        @Test(.timeLimit(.minutes(1)))
        func theRequestsIDServesAsWell() async throws {
            let response = try await client().send(.get("/healthz/stream?unknown=1"))
            let id = try #require(response.header("X-Request-ID"))
            #expect(try await outcome(id).state == "finished")
            #expect(try await outcome("never").state == "unknown")
        }

        @Test(.timeLimit(.minutes(1)))
        func theKeyIsNeeded() async throws {
            let client = try Shared.deployment.client()
            for target in ["/healthz/stream", "/healthz/stream?pause=keep-alive", "/healthz/stream/outcome?id=1"] {
                try await client.send(.get(target)).expectError(401)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func nonsenseIsRefused() async throws {
            let client = try client()
            try await client.send(.get("/healthz/stream?pause=long")).expectError(400, "pause", "long")
            try await client.send(.get("/healthz/stream?id=a%20b")).expectError(400, "id")
            try await client.send(.get("/healthz/stream/outcome")).expectError(400, "id")
            try await client.send(.post("/healthz/stream", "")).expectError(405)
        }

        @Test(.timeLimit(.minutes(1)))
        func headHasNoBody() async throws {
            let response = try await client().send(TestRequest("HEAD", "/healthz/stream"))
            #expect(response.status == 200)
            #expect(response.header("Content-Type") == "text/event-stream; charset=utf-8")
            #expect(response.body.isEmpty)
        }
    }
}
