// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// A gateway that has no file left for a connection to a provider.
    @Suite struct OpenFilesTests {
        @Test(.timeLimit(.minutes(1)), arguments: [false, true])
        func aLimitOfOnesOwnIsNoFailureOfTheProvider(_ isStream: Bool) async throws {
            try await ScriptedProvider.with { provider in
                provider.answer(fields: CompletionText.fields, body: CompletionText.document)
                let configuration = DeploymentConfiguration(
                    hasSimulator: false,
                    environment: ["LOCAL_BASE_URL": "http://127.0.0.1:\(provider.port)/v1"]
                )
                try await withGateway(configuration) { deployment in
                    let client = try deployment.client()
                    let generation = GenerationRequest("local/a")
                    let request = isStream ? try generation.stream : try generation.plain
                    #expect(try await client.send(request).status == 200)
                    try await Waiting.until("all that was opened is closed") {
                        try await Waiting.isSteady(for: .milliseconds(200)) { try deployment.descriptors }
                    }
                    let accepted = provider.accepted
                    // One for the caller, and none for the provider.
                    let figures = deployment.gateway.figures
                    let before = try figures.openFilesLimit
                    try await deployment.gateway.limitOpenFiles(to: try figures.freeDescriptor + 1)
                    let response = try await client.send(request)
                    let message = try response.expectError(503)
                    #expect(message.contains("limit") || message.contains("open files"), "\(message)")
                    #expect(response.header("Retry-After").flatMap { Int($0) } ?? 0 > 0)
                    #expect(response.header("X-Provider-Status") == nil)
                    #expect(provider.accepted == accepted)
                    try await deployment.gateway.limitOpenFiles(to: before)
                    #expect(try await client.send(request).status == 200)
                }
            }
        }
    }
}
