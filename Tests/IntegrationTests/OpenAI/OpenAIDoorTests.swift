// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import JSONCoding
import Testing

extension IntegrationTests {
    /// OpenAI's API through nginx.
    @Suite(.deployment(environment: ["SECRET_TOKEN": "integration-0penai-key"]))
    struct OpenAIDoorTests {
        private static let key = [(name: "Authorization", value: "Bearer integration-0penai-key")]

        private func request(_ model: String, _ members: String = "") -> TestRequest {
            .post(
                "/v1/chat/completions",
                #"{"model":"\#(model)","messages":[{"role":"user","content":"Hi"}]\#(members)}"#,
                headers: Self.key
            )
        }

        private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)[...]) }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func anAnswerInOnePiece(_ mode: ConnectionMode) async throws {
            let response = try await Shared.deployment.client(mode).send(request("local/demo"))
            #expect(response.status == 200)
            let message = try json(response.text)["choices"]?[0]?["message"]
            #expect(message?["content"]?.stringValue == SimulatorText.standard)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func aStream(_ mode: ConnectionMode) async throws {
            let response = try await Shared.deployment.client(mode).send(
                request("local/demo,chunks=2", #","stream":true,"stream_options":{"include_usage":true}"#)
            )
            #expect(response.header("Content-Type") == "text/event-stream; charset=utf-8")
            #expect(response.isComplete)
            let events = response.text.split(separator: "\n\n").map { $0.dropFirst("data: ".count) }
            #expect(events.last == "[DONE]")
            let chunks = try events.dropLast().map { try json(String($0)) }
            let text = chunks.compactMap { $0["choices"]?[0]?["delta"]?["content"]?.stringValue }.joined()
            #expect(text == "The quick ")
            #expect(chunks.last?["usage"]?["completion_tokens"]?.intValue == 2)
        }

        /// The first word is there before the provider has written the second one.
        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func aStreamComesAsItIsWritten(_ mode: ConnectionMode) async throws {
            let model = ModelName.unique("chunks=100000,interval=60000")
            let stream = request("local/\(model)", #","stream":true"#)
            try await Shared.deployment.client(mode).open(stream) { connection in
                _ = try await connection.nextEvent()
                _ = try await connection.nextEvent()
            }
            try await Shared.deployment.simulator.waitUntilIdle()
        }

        @Test(.timeLimit(.minutes(2)), arguments: ConnectionMode.allCases)
        func aClientThatLeavesEndsTheProvidersCall(_ mode: ConnectionMode) async throws {
            let times = try await CancellationTime.measure("OpenAI's door, \(mode)", tries: 5) {
                let model = ModelName.unique("chunks=100000,interval=20")
                let stream = request("local/\(model)", #","stream":true"#)
                return try await CancellationTime.afterLeaving(stream, model: model, mode) { connection in
                    for _ in 0..<3 { _ = try await connection.nextEvent() }
                }
            }
            #expect(times.max < CancellationTime.limit)
        }

        @Test(.timeLimit(.minutes(1)))
        func errorsHaveOpenAIsForm() async throws {
            let client = try Shared.deployment.client()
            let expected: [(TestRequest, Int)] = [
                (.post("/v1/chat/completions", "{}"), 401),
                (.post("/v1/nothing", "{}", headers: Self.key), 404),
                (.get("/v1/chat/completions", headers: Self.key), 405),
                (request("local/demo,status=429"), 429),
                // nginx's own.
                (TestRequest("POST", "/v1/chat/completions", body: [UInt8](repeating: 0x20, count: 33 << 20)), 413),
            ]
            for (request, status) in expected {
                let response = try await client.send(request)
                #expect(response.status == status)
                let error = try json(response.text)["error"]
                #expect(error?.objectValue?.members.count == 4, "\(response.text)")
                #expect(response.header("X-Request-ID") != nil)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func modelsAreListed() async throws {
            let response = try await Shared.deployment.client().send(.get("/v1/models", headers: Self.key))
            #expect(response.status == 200)
            let ids = try json(response.text)["data"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
            #expect(ids.contains("local/demo"))
            let one = try await Shared.deployment.client().send(.get("/v1/models/local%2Fdemo", headers: Self.key))
            #expect(try json(one.text)["id"]?.stringValue == "local/demo")
        }
    }
}
