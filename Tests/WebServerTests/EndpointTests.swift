// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension WebServerTests {
    /// Every endpoint answers.
    @Suite struct EndpointTests {
        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func everyEndpointAnswers(_ server: PrintedServer) async throws {
            try await Endpoints.check(try Servers.gateway(behind: server), Ask())
        }

        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func everyResponseHasItsRequestID(_ server: PrintedServer) async throws {
            let client = try Servers.gateway(behind: server).client
            var ids: Set<String> = []
            for _ in 0..<3 {
                let response = try await client.send(Ask().get("/llm/providers"))
                ids.insert(try #require(response.header("X-Request-ID")))
            }
            #expect(ids.count == 3)
        }
    }

    /// The gateway below a path of the site.
    @Suite(.servers(environment: ["GATEWAY_PATH_PREFIX": "/ai"]))
    struct PrefixTests {
        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func everyEndpointAnswers(_ server: PrintedServer) async throws {
            let gateway = try Servers.gateway(behind: server)
            let ask = Ask(prefix: "/ai", headers: [])
            try await Endpoints.check(gateway, ask)
            #expect(try await gateway.client.send(ask.get("/")).text.contains("api_status"))
            // The rest of the site is not the gateway's.
            #expect(try await !gateway.client.send(.get("/llm/providers")).text.contains("openai"))
            #expect(try await !gateway.client.send(.get("/aix")).text.contains(#""status":"error""#))
        }
    }
}
