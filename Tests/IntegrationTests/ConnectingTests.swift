// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Clients that leave before there is a connection to the provider.
    @Suite struct ConnectingTests {
        @Test(.timeLimit(.minutes(1)))
        func whileConnecting() async throws {
            try await SilentListener.with { port in
                let configuration = DeploymentConfiguration(
                    hasSimulator: false,
                    environment: [
                        "LOCAL_BASE_URL": "http://127.0.0.1:\(port)/v1", "GATEWAY_CONNECT_TIMEOUT": "50",
                        "GATEWAY_MAX_REQUESTS": "1",
                    ]
                )
                try await withGateway(configuration) { deployment in
                    let client = try deployment.client()
                    for request in [try GenerationRequest("local/a").stream, try GenerationRequest("local/a").plain] {
                        try await Waiting.until("all others are gone") {
                            try await Waiting.isSteady(for: .milliseconds(200)) { try deployment.descriptors }
                        }
                        let before = try deployment.descriptors
                        try await client.open(request) { _ in
                            // A connection to the provider that is being made already would do for it as well.
                            try await Waiting.until("the client is there") { try deployment.descriptors > before }
                            // There is no room for a second one while the first waits for its connection.
                            try await Waiting.until("the request is there") {
                                try await client.send(.get("/")).status == 503
                            }
                        }
                        try await Waiting.until("the request is gone", within: .seconds(5)) {
                            try await client.send(.get("/")).status == 200
                        }
                    }
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func anAttemptToConnectDoesNotKeepTheProcessAlive() async throws {
            try await SilentListener.with { port in
                let configuration = DeploymentConfiguration(
                    hasSimulator: false,
                    environment: ["LOCAL_BASE_URL": "http://127.0.0.1:\(port)/v1", "GATEWAY_CONNECT_TIMEOUT": "50"]
                )
                try await withGateway(configuration) { deployment in
                    let before = try deployment.descriptors
                    try await deployment.client().open(try GenerationRequest("local/a").stream) { _ in
                        // The client's connection, and the one that is being made.
                        try await Waiting.until("the gateway connects") { try deployment.descriptors >= before + 2 }
                    }
                    try await deployment.waitForDescriptors(before, tolerance: 1)
                    try deployment.gateway.send(.terminate)
                    #expect(try await deployment.gateway.waitForExit(within: .seconds(15)) == .exited(0))
                }
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func duringAHandshakeThatNeverEnds(_ mode: ConnectionMode) async throws {
            try await MuteServer.with { server, port in
                let configuration = DeploymentConfiguration(
                    webServer: .privateServer([mode]),
                    hasSimulator: false,
                    environment: ["LOCAL_BASE_URL": "https://127.0.0.1:\(port)/v1", "GATEWAY_CONNECT_TIMEOUT": "50"]
                )
                try await withGateway(configuration) { deployment in
                    let client = try deployment.client(mode)
                    for request in [try GenerationRequest("local/a").stream, try GenerationRequest("local/a").plain] {
                        let before = (greetings: server.greetings, closings: server.closings.count)
                        let left = try await client.open(request) { connection in
                            try await Waiting.until("the handshake has begun") {
                                server.greetings > before.greetings
                            }
                            return await connection.close()
                        }
                        let closed = try await Waiting.value("the end of the handshake", within: .seconds(5)) {
                            server.closings.dropFirst(before.closings).first
                        }
                        let milliseconds = (Double(closed) - Double(left)) / 1e6
                        print("cancellation, handshake, \(mode): \((milliseconds * 100).rounded() / 100) ms")
                        #expect(milliseconds < CancellationTime.limit)
                    }
                }
            }
        }
    }
}
