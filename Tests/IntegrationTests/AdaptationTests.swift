// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Models that reject a parameter, and are asked again without it.
    @Suite(.deployment([.closed]))
    struct AdaptationTests {
        @Test(.timeLimit(.minutes(1)), arguments: [false, true])
        func aModelThatReasonsGetsNoTemperature(_ isStream: Bool) async throws {
            let requests = try await ask("openai", "rules=openai-reasoning", isStream: isStream)
            #expect(requests.map(\.temperature) == [0.2, nil, nil])
            #expect(requests.map(\.maxCompletionTokens) == [4_096, 4_096, 4_096])
        }

        @Test(.timeLimit(.minutes(1)), arguments: [false, true])
        func aModelWithoutSystemRoleGetsOneMessage(_ isStream: Bool) async throws {
            let requests = try await ask("local", "rules=no-system", isStream: isStream)
            #expect(requests.map(\.messages.count) == [2, 1, 1])
            let merged = try #require(requests.last?.messages.first)
            #expect(merged.role == "user")
            #expect(merged.content.contains("Be brief."))
            #expect(merged.content.contains("Hello"))
        }

        @Test(.timeLimit(.minutes(1)))
        func aServerWithoutStreamOptionsGetsNone() async throws {
            let requests = try await ask("local", "rules=no-stream-options,usage=finish", isStream: true)
            #expect(requests.map { $0.streamOptions?.includeUsage } == [true, nil, nil])
        }

        @Test(.timeLimit(.minutes(1)), arguments: [false, true])
        func aSmallContextGetsNoLimit(_ isStream: Bool) async throws {
            let requests = try await ask("local", "rules=context=1000", isStream: isStream)
            #expect(requests.first?.maxTokens == 4_096)
            #expect(requests.dropFirst().first?.maxTokens == nil)
        }

        /// Asks a model twice.
        ///
        /// - Returns: What the provider received: the request that it rejected, and at least two that it answered.
        private func ask(_ provider: String, _ keys: String, isStream: Bool) async throws -> [ReceivedChat] {
            let deployment = try Shared.deployment
            let client = try deployment.client()
            let model = ModelName.unique(keys)
            let request = GenerationRequest("\(provider)/\(model)", prompt: "Be brief.", userPrompt: "Hello")
            for _ in 0..<2 {
                if isStream {
                    #expect(try await client.stream(request).finalChunk?.text == SimulatorText.standard)
                } else {
                    let response = try await client.send(try request.plain)
                    #expect(response.status == 200, "\(response.text)")
                }
            }
            return try await deployment.simulator.requests(model: model).map { try $0.decodeBody(ReceivedChat.self) }
        }
    }
}
