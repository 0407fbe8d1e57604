// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Pages of other origins, allowed by GATEWAY_ALLOWED_ORIGINS.
    @Suite(
        .deployment(
            [.closed],
            environment: [
                "GATEWAY_ALLOWED_ORIGINS": "https://app.example, http://localhost:3000",
                "SECRET_TOKEN": CallerKey.value,
            ]
        )
    )
    struct CrossOriginTests {
        private static let key: (name: String, value: String) = ("X-API-Key", CallerKey.value)

        @Test(.timeLimit(.minutes(1)), arguments: ["/", "/llm/generation", "/llm/generation/stream"])
        func preflightsNeedNoKey(_ path: String) async throws {
            let response = try await Shared.deployment.client().send(
                TestRequest(
                    "OPTIONS",
                    path,
                    headers: [
                        ("Origin", "https://app.example"), ("Access-Control-Request-Method", "POST"),
                        ("Access-Control-Request-Headers", "content-type,traceparent,x-api-key,x-own-1"),
                    ]
                )
            )
            #expect(response.status == 204)
            #expect(response.body.isEmpty)
            #expect(response.header("Access-Control-Allow-Origin") == "https://app.example")
            #expect(response.header("Access-Control-Allow-Methods")?.contains("POST") == true)
            let headers = response.header("Access-Control-Allow-Headers")?.lowercased() ?? ""
            for name in ["content-type", "x-api-key", "authorization", "traceparent", "x-own-1"] {
                #expect(headers.contains(name))
            }
            #expect(response.header("Vary")?.contains("Origin") == true)
            #expect(response.header("X-Request-ID")?.count == 32)
        }

        @Test(.timeLimit(.minutes(1)))
        func allowedOriginsMayReadEveryResponse() async throws {
            let client = try Shared.deployment.client()
            let origin: (name: String, value: String) = ("Origin", "http://localhost:3000")
            var stream = try GenerationRequest("local/\(ModelName.unique())").stream
            stream.headers += [origin, Self.key]
            let requests: [(TestRequest, Int)] = [
                (.get("/", headers: [origin, Self.key]), 200),
                (.get("/", headers: [origin]), 401),
                (.get("/nothing", headers: [origin, Self.key]), 404),
                (stream, 200),
            ]
            for (request, status) in requests {
                let response = try await client.send(request)
                #expect(response.status == status)
                #expect(response.header("Access-Control-Allow-Origin") == "http://localhost:3000")
                #expect(response.header("Access-Control-Expose-Headers")?.contains("X-Request-ID") == true)
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["https://evil.example", "https://app.example.evil", "null", nil])
        func otherOriginsGetNothing(_ origin: String?) async throws {
            let client = try Shared.deployment.client()
            let headers = origin.map { [("Origin", $0)] } ?? []
            let get = try await client.send(.get("/", headers: headers + [Self.key]))
            #expect(get.status == 200)
            let preflight = try await client.send(
                TestRequest("OPTIONS", "/", headers: headers + [("Access-Control-Request-Method", "GET")])
            )
            try preflight.expectError(401)
            for response in [get, preflight] {
                // A cache must not give it to a page that is allowed.
                #expect(response.header("Vary") == "Origin")
                #expect(!response.head.headers.contains { $0.name.lowercased().hasPrefix("access-control-") })
            }
        }
    }
}
