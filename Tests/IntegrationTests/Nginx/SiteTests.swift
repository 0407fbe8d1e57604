// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// The location file in a site of its own, as it is shipped.
    @Suite struct SiteTests {
        private static let configuration = DeploymentConfiguration(webServer: .site)

        @Test(.timeLimit(.minutes(1)))
        func theSiteServesTheAPI() async throws {
            try await withGateway(Self.configuration) { deployment in
                let client = try deployment.client()
                #expect(try await client.send(.get("/llm/providers")).status == 200)
                let result = try await client.stream(GenerationRequest("local/demo"))
                #expect(result.finalChunk?.text == SimulatorText.standard)
                // The gateway's own errors pass as they are.
                try await client.send(.post("/llm/generation", "[]")).expectError(400)
                try await client.send(.get("/llm/nothing")).expectError(404)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aBodyOverTheWebServersLimitIsAnErrorOfTheAPI() async throws {
            try await withGateway(Self.configuration) { deployment in
                let client = try deployment.client()
                let small = TestRequest("POST", "/llm/generation", body: [UInt8](repeating: 0x20, count: 17 << 20))
                try await client.send(small).expectError(413, "16777216")
                let large = TestRequest("POST", "/llm/generation", body: [UInt8](repeating: 0x20, count: 33 << 20))
                try await client.send(large).expectError(413, "request body")
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aGatewayThatIsNotThereIsAnErrorOfTheAPI() async throws {
            try await withGateway(Self.configuration) { deployment in
                try deployment.gateway.send(.kill)
                _ = try await deployment.gateway.waitForExit()
                for request in [TestRequest.get("/llm/providers"), try GenerationRequest("local/demo").stream] {
                    let response = try await deployment.client().send(request)
                    try response.expectError(503)
                    #expect(response.header("Retry-After") != nil)
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func theSiteSaysWhetherTheGatewayIsThere() async throws {
            let configuration = DeploymentConfiguration(
                webServer: .site,
                environment: ["SECRET_TOKEN": CallerKey.value]
            )
            try await withGateway(configuration) { deployment in
                let client = try deployment.client()
                #expect(try await client.send(.get("/healthz")).text.contains("alive"))
                #expect(try await client.send(.get("/readyz")).status == 200)
                // These are the gateway's as well, and need the key.
                for path in ["/healthz/stream", "/healthz/stream/outcome", "/metrics"] {
                    try await client.send(.get(path)).expectError(401)
                }
                // The rest is the site's.
                for path in ["/", "/healthzother", "/metrics/other"] {
                    let response = try await client.send(.get(path))
                    #expect(response.header("Content-Type") == "text/html")
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func theGatewayIsBelowAPathOfTheSite() async throws {
            let configuration = DeploymentConfiguration(
                webServer: .none,
                environment: ["GATEWAY_PATH_PREFIX": "/ai"]
            )
            try await withGateway(configuration) { deployment in
                try await Deployment.withNginx("\(deployment.directory)/prefix") { directory, port in
                    try Nginx.siteConfiguration(
                        in: directory,
                        socketPath: deployment.socketPath,
                        port: port,
                        including: "llm-gateway-prefix.conf"
                    )
                } body: { _, port in
                    let client = TestClient(port: port)
                    for path in ["/ai/", "/ai/llm/providers", "/ai/healthz", "/ai/readyz"] {
                        #expect(try await client.send(.get(path)).status == 200, "\(path)")
                    }
                    var request = try GenerationRequest("local/demo").stream
                    request.target = "/ai/llm/generation/stream"
                    let result = try await client.open(request) { try await StreamResult($0) }
                    #expect(result.finalChunk?.text == SimulatorText.standard)
                    try await client.send(.get("/ai/nothing")).expectError(404, "/ai/nothing")
                    #expect(try await client.send(.get("/llm/providers")).header("Content-Type") == "text/html")
                }
            }
        }
    }
}
