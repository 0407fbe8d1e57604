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
    }
}
