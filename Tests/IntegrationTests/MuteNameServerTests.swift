// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Glibc
import Testing

extension IntegrationTests {
    /// Host names whose name server does not answer.
    @Suite(
        .enabled("only root can listen on port 53 and lay a file over /etc/resolv.conf") {
            if geteuid() != 0 { return false }
            return await Command.canHaveNameServer()
        }
    )
    struct MuteNameServerTests {
        private static let calls = 8
        private static let connectTimeout = 4

        @Test(.timeLimit(.minutes(1)))
        func holdNobodyElseUp() async throws {
            try await MuteNameServer.with { nameServer in
                try await ScriptedProvider.with { provider in
                    provider.answer(fields: CompletionText.fields, body: CompletionText.document)
                    var configuration = DeploymentConfiguration(
                        hasSimulator: false,
                        environment: [
                            "OPENAI_BASE_URL": "http://mute-one.example/v1",
                            "GOOGLE_BASE_URL": "http://mute-two.example/v1beta",
                            "LOCAL_BASE_URL": "http://127.0.0.1:\(provider.port)/v1",
                            // A name that needs no name server.
                            "GROQ_BASE_URL": "http://localhost:\(provider.port)/openai/v1",
                            "GATEWAY_CONNECT_TIMEOUT": "\(Self.connectTimeout)",
                        ]
                    )
                    configuration.nameServer = nameServer.address
                    try await withGateway(configuration) { deployment in
                        let client = try deployment.client()
                        try await withThrowingTaskGroup(of: (String, TestResponse).self) { group in
                            for index in 0..<Self.calls {
                                let name = index % 2 == 0 ? "openai" : "google"
                                let request = try GenerationRequest("\(name)/a").plain
                                group.addTask { (name, try await client.send(request)) }
                            }
                            // Each name has a look-up, which asks for both families.
                            try await Waiting.until("both names are asked for") { nameServer.questions >= 4 }
                            try await expectPromptness(client)
                            for try await (name, response) in group {
                                let message = try response.expectError(500, name, "still being looked up")
                                #expect(message.contains(name == "openai" ? "mute-one.example" : "mute-two.example"))
                                #expect(response.header("X-Provider-Status") == "timeout")
                            }
                        }
                        // The calls have ended, and the look-ups go on.
                        try await expectPromptness(client)
                        #expect(provider.accepted == 2 * Self.goodCalls)
                        try deployment.gateway.send(.terminate)
                        #expect(try await deployment.gateway.waitForExit(within: .seconds(15)) == .exited(0))
                    }
                }
            }
        }

        private static let goodCalls = 20

        /// Makes calls that need a new connection each.
        private func expectPromptness(_ client: TestClient) async throws {
            var times: [Duration] = []
            for index in 0..<Self.goodCalls {
                let request = try GenerationRequest(index % 2 == 0 ? "local/a" : "groq/a").plain
                let start = ContinuousClock.now
                let response = try await client.send(request)
                times.append(ContinuousClock.now - start)
                #expect(response.status == 200, "\(response.text)")
                try await Task.sleep(for: .milliseconds(50))
            }
            times.sort()
            // A machine that does much else may be late now and then, but not by a look-up.
            #expect(times[Self.goodCalls / 2] < .milliseconds(100) * Patience.factor, "\(times)")
            #expect(times[Self.goodCalls - 1] < .seconds(1) * Patience.factor, "\(times)")
        }
    }
}
