// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// The key of the callers, SECRET_TOKEN.
    @Suite(.deployment(environment: ["SECRET_TOKEN": CallerKey.value]))
    struct AuthenticationTests {
        private static let token = CallerKey.value

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ConnectionMode.allCases,
            [
                ("X-API-Key", token), ("x-api-key", token), ("Authorization", "Bearer \(token)"),
                ("authorization", "bearer \(token)"),
            ]
        )
        func theKeyOpens(_ mode: ConnectionMode, _ header: (name: String, value: String)) async throws {
            let client = try Shared.deployment.client(mode)
            for path in ["/", "/llm/providers"] {
                #expect(try await client.send(.get(path, headers: [header])).status == 200)
            }
            var request = try GenerationRequest("local/\(ModelName.unique())").plain
            request.headers.append(header)
            #expect(try await client.send(request).status == 200)
        }

        static let refused: [[String]] = [
            [],
            ["X-API-Key", ""],
            ["X-API-Key", "wrong"],
            ["X-API-Key", String(token.dropLast())],
            ["X-API-Key", token + "x"],
            ["X-API-Key", token.uppercased()],
            ["X-API-Key", "Bearer \(token)"],
            ["X-API-Key", String(repeating: "x", count: 4_000)],
            ["Authorization", token],
            ["Authorization", "Bearer"],
            ["Authorization", "Bearer "],
            ["Authorization", "Bearer wrong"],
            ["Authorization", "Basic \(token)"],
            ["X-API-Key", token, "X-API-Key", token],
            ["X-API-Key", token, "X-API-Key", "wrong"],
            ["X-API-Key", "wrong", "X-API-Key", token],
            // nginx drops names with an underscore.
            ["X_API_Key", token],
            ["Cookie", "X-API-Key=\(token)"],
        ]

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases, refused)
        func everythingElseIsRefused(_ mode: ConnectionMode, _ fields: [String]) async throws {
            let client = try Shared.deployment.client(mode)
            let headers = stride(from: 0, to: fields.count, by: 2).map { (name: fields[$0], value: fields[$0 + 1]) }
            let usual = try await client.send(.get("/"))
            try usual.expectError(401)
            let response = try await client.send(.get("/", headers: headers))
            try response.expectError(401)
            // A wrong key and no key cannot be told apart.
            #expect(response.body == usual.body)
            #expect(response.head.headers.map(\.name) == usual.head.headers.map(\.name))
        }

        @Test(.timeLimit(.minutes(1)))
        func theKeyCountsBeforeEverythingElse() async throws {
            let client = try Shared.deployment.client()
            let model = ModelName.unique()
            let generation = GenerationRequest("local/\(model)")
            let requests = [
                .get("/nothing"), TestRequest("DELETE", "/"), .post("/llm/generation", "no JSON"),
                .post("/llm/generation", ""), try generation.plain, try generation.stream,
                TestRequest("POST", "/llm/generation", body: [UInt8](repeating: 0x20, count: 17 << 20)),
                .get("/?X-API-Key=\(Self.token)"),
            ]
            let usual = try await client.send(.get("/"))
            for request in requests {
                let response = try await client.send(request)
                try response.expectError(401)
                #expect(response.body == usual.body)
            }
            #expect(try await Shared.deployment.simulator.requests(model: model).isEmpty)
        }

        @Test(.timeLimit(.minutes(1)))
        func theKeyIsNotPassedOn() async throws {
            let deployment = try Shared.deployment
            let model = ModelName.unique()
            var request = try GenerationRequest("local/\(model)").plain
            request.headers.append(("Authorization", "Bearer \(Self.token)"))
            #expect(try await deployment.client().send(request).status == 200)
            let received = try await deployment.simulator.request(model: model)
            #expect(received.authorization == nil)
            #expect(!received.headers.values.contains { $0.contains(Self.token) })
        }
    }
}
