// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Connections to a provider that have died without a word, as a firewall or a peer without power leaves them.
    @Suite struct DeadConnectionTests {
        private static let kept = 5

        @Test(.timeLimit(.minutes(2)), arguments: [false, true])
        func costOneCallerSomeSecondsOnce(_ isStream: Bool) async throws {
            try await ScriptedProvider.with { provider in
                let configuration = DeploymentConfiguration(
                    hasSimulator: false,
                    environment: ["LOCAL_BASE_URL": "http://127.0.0.1:\(provider.port)/v1"]
                )
                try await withGateway(configuration) { deployment in
                    let client = try deployment.client()
                    let body = CompletionText.document
                    provider.answer(fields: CompletionText.fields, body: body, isKept: true, together: Self.kept)
                    let plain = try GenerationRequest("local/a").plain
                    try await withThrowingTaskGroup(of: Int.self) { group in
                        for _ in 0..<Self.kept { group.addTask { try await client.send(plain).status } }
                        for try await status in group { #expect(status == 200) }
                    }
                    #expect(provider.accepted == Self.kept)
                    provider.answer(fields: CompletionText.fields, body: body, isKept: true)
                    #expect(try await client.send(plain).status == 200)
                    #expect(provider.accepted == Self.kept)

                    try await provider.loseConnections()
                    let start = ContinuousClock.now
                    if isStream {
                        let result = try await client.stream(GenerationRequest("local/a"))
                        #expect(result.error?.contains("dead") == true, "\(result.events)")
                    } else {
                        try await client.send(plain).expectError(500, "local", "dead")
                    }
                    // Of the two minutes that a model may think.
                    #expect(ContinuousClock.now - start < .seconds(20) * Patience.factor)
                    // None of the others is tried.
                    let next = ContinuousClock.now
                    for _ in 0..<Self.kept { #expect(try await client.send(plain).status == 200) }
                    #expect(ContinuousClock.now - next < .seconds(4) * Patience.factor)
                    #expect(provider.accepted == Self.kept + 1)
                }
            }
        }
    }
}
