// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// A provider that is not there, and one that takes too long all in all.
    @Suite struct UnreachableProviderTests {
        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func aClosedPortIsUnreachable(_ mode: ConnectionMode) async throws {
            let configuration = DeploymentConfiguration(webServer: .privateServer([mode]), hasSimulator: false)
            try await withGateway(configuration) { deployment in
                let request = GenerationRequest("local/demo")
                for request in [try request.plain, try request.stream] {
                    let response = try await deployment.client(mode).send(request)
                    try response.expectError(500, "local", "refused")
                    #expect(response.header("X-Provider") == "local")
                    #expect(response.header("X-Provider-Status") == "unreachable")
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func anUnknownHostIsUnreachable() async throws {
            let configuration = DeploymentConfiguration(
                hasSimulator: false,
                environment: ["LOCAL_BASE_URL": "http://nobody.invalid:9/v1", "GATEWAY_CONNECT_TIMEOUT": "5"]
            )
            try await withGateway(configuration) { deployment in
                let response = try await deployment.client().send(try GenerationRequest("local/demo").plain)
                try response.expectError(500, "local")
                // A machine without a name server may take the whole time to find that out.
                #expect(["unreachable", "timeout"].contains(response.header("X-Provider-Status")))
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func theWholeCallHasALimit() async throws {
            let configuration = DeploymentConfiguration(environment: ["GATEWAY_TOTAL_TIMEOUT": "1"])
            try await withGateway(configuration) { deployment in
                let client = try deployment.client()
                let request = GenerationRequest("local/\(ModelName.unique("chunks=1000,interval=20"))")
                let result = try await client.stream(request)
                #expect(!result.chunks.isEmpty)
                #expect(try #require(result.error).contains("1.0 s"))
                let slow = GenerationRequest("local/\(ModelName.unique("delay=30000"))")
                let response = try await client.send(try slow.plain)
                try response.expectError(500, "local")
                #expect(response.header("X-Provider-Status") == "timeout")
                try await deployment.simulator.waitUntilIdle()
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["", "/", "/v1", "/v1/"])
        func theBaseURLIsReadWithAndWithoutSlash(_ path: String) async throws {
            try await withGateway { other in
                let port = try other.simulator.port
                let configuration = DeploymentConfiguration(
                    hasSimulator: false,
                    environment: ["LOCAL_BASE_URL": "http://127.0.0.1:\(port)\(path)"]
                )
                try await withGateway(configuration) { deployment in
                    let response = try await deployment.client().send(try GenerationRequest("local/demo").plain)
                    #expect(response.status == 200, "\(response.text)")
                }
            }
        }
    }
}
