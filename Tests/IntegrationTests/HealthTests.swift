// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// `/healthz` and `/readyz`, and the gateway below a path of the site.
    @Suite struct HealthTests {
        private static let alive = #"{"status":"success","health":"alive"}"#
        private static let ready = #"{"status":"success","ready":true}"#

        @Test(.timeLimit(.minutes(1)))
        func healthNeedsNoKey() async throws {
            let configuration = DeploymentConfiguration(environment: ["SECRET_TOKEN": CallerKey.value])
            try await withGateway(configuration) { deployment in
                let client = try deployment.client()
                for (path, body) in [("/healthz", Self.alive), ("/readyz", Self.ready)] {
                    let response = try await client.send(.get(path))
                    #expect(response.status == 200)
                    #expect(response.text == body)
                    #expect(try await client.send(TestRequest("HEAD", path)).status == 200)
                    try await client.send(.post(path, "{}")).expectError(405)
                }
                // What needs no key has one spelling.
                for path in ["/", "/llm/providers", "/healthz/", "/healthz/x", "/readyz/x", "/nothing"] {
                    try await client.send(.get(path)).expectError(401)
                }
                // Neither asks a provider.
                #expect(try await deployment.simulator.statistics().requests == 0)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func healthIsAliveWhileTheGatewayIsFull() async throws {
            let configuration = DeploymentConfiguration(environment: ["GATEWAY_MAX_REQUESTS": "1"])
            try await withGateway(configuration) { deployment in
                let client = try deployment.client()
                try await client.open(try GenerationRequest("local/demo,chunks=3,interval=30000").stream) {
                    connection in
                    try await Waiting.until("the call") { try await deployment.simulator.statistics().running == 1 }
                    #expect(try await client.send(.get("/healthz")).text == Self.alive)
                    try await client.send(.get("/readyz")).expectError(503)
                    try await client.send(.get("/llm/providers")).expectError(503)
                    _ = await connection.close()
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aGatewayThatDrainsIsNotReady() async throws {
            try await withGateway(DeploymentConfiguration(webServer: .privateServer([.kept]))) { deployment in
                let client = try deployment.client(.kept)
                // So that nginx has a connection that it goes on using.
                #expect(try await client.send(.get("/readyz")).text == Self.ready)
                try deployment.gateway.send(.terminate)
                try await Waiting.until("the drain") { deployment.gateway.standardError.text.contains("signal") }
                // The kept connection takes one request more, or is closed already: then nginx says 503.
                try await client.send(.get("/readyz")).expectError(503)
                _ = try await deployment.gateway.waitForExit()
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func theGatewayWorksBelowAPath(_ mode: ConnectionMode) async throws {
            let configuration = DeploymentConfiguration(
                webServer: .privateServer([mode]),
                environment: ["GATEWAY_PATH_PREFIX": "/ai"]
            )
            try await withGateway(configuration) { deployment in
                let client = try deployment.client(mode)
                for path in ["/ai", "/ai/", "/ai/llm/providers", "/ai/healthz", "/ai/readyz"] {
                    #expect(try await client.send(.get(path)).status == 200, "\(path)")
                }
                let generation = try GenerationRequest("local/demo").plain
                let body = String(decoding: generation.body, as: UTF8.self)
                let response = try await client.send(.post("/ai/llm/generation", body))
                #expect(response.status == 200, "\(response.text)")
                for path in ["/", "/llm/providers", "/aid/llm/providers", "/healthz"] {
                    try await client.send(.get(path)).expectError(404, "GATEWAY_PATH_PREFIX")
                }
                try await client.send(.get("/ai/nothing")).expectError(404, "no such path: /ai/nothing")
            }
        }
    }
}
