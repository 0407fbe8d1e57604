// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Connections to a provider that have died without a word, as a firewall or a peer without power leaves them.
    @Suite struct DeadConnectionTests {
        private static let kept = 5

        enum Death: CaseIterable {
            /// Nothing comes of the provider any more.
            case inBothDirections
            /// The provider sends its last answer again and again.
            case inOneDirection
        }

        @Test(.timeLimit(.minutes(2)), arguments: [false, true], Death.allCases)
        func costOneCallerSomeSecondsOnce(_ isStream: Bool, _ death: Death) async throws {
            try await ScriptedProvider.with { provider in
                let configuration = DeploymentConfiguration(
                    hasSimulator: false,
                    environment: ["LOCAL_BASE_URL": "http://127.0.0.1:\(provider.port)/v1"]
                )
                try await withGateway(configuration) { deployment in
                    let client = try deployment.client()
                    let body = CompletionText.document
                    provider.answer(
                        fields: CompletionText.fields,
                        body: body,
                        isKept: true,
                        isLost: death == .inOneDirection,
                        together: Self.kept
                    )
                    let plain = try GenerationRequest("local/a").plain
                    try await withThrowingTaskGroup(of: Int.self) { group in
                        for _ in 0..<Self.kept { group.addTask { try await client.send(plain).status } }
                        for try await status in group { #expect(status == 200) }
                    }
                    #expect(provider.accepted == Self.kept)
                    provider.answer(fields: CompletionText.fields, body: body, isKept: true)
                    if death == .inBothDirections {
                        #expect(try await client.send(plain).status == 200)
                        #expect(provider.accepted == Self.kept)
                        try await provider.loseConnections()
                    }

                    let start = ContinuousClock.now
                    let message =
                        if isStream {
                            try #require(try await client.stream(GenerationRequest("local/a")).error)
                        } else {
                            try await client.send(plain).expectError(500, "local")
                        }
                    // Of the two minutes that a model may think.
                    let time = ContinuousClock.now - start
                    #expect(time < .seconds(10) * Patience.factor)
                    let found = try #require(message.firstMatch(of: /is dead: .* not acknowledged in ([0-9]+) s/))
                    let told = try #require(Int(found.1))
                    #expect(.seconds(told) <= time && time < .seconds(told + 3) * Patience.factor, "\(message)")
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
