// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// The exchanges that are replayed in process, with the real program behind the real nginx.
    struct ExchangeTests {
        @Test(.timeLimit(.minutes(3)), arguments: ConnectionMode.allCases)
        func aClientSeesWhatWasRecorded(_ mode: ConnectionMode) async throws {
            let exchanges = try RecordedExchange.all()
            #expect(exchanges.count > 300)
            try await ScriptedProvider.with { provider in
                let origin = "http://127.0.0.1:\(provider.port)"
                let configuration = DeploymentConfiguration(
                    webServer: .privateServer([mode]),
                    hasSimulator: false,
                    environment: [
                        "OPENAI_BASE_URL": "\(origin)/v1", "GROQ_BASE_URL": "\(origin)/openai/v1",
                        "GOOGLE_BASE_URL": "\(origin)/v1beta", "ANTHROPIC_BASE_URL": origin,
                        "LOCAL_BASE_URL": "\(origin)/v1", "OPENAI_API_KEY": "test-key-openai-1",
                        "GROQ_API_KEY": "test-key-groq-2", "GOOGLE_API_KEY": "test-key-google-3",
                        "ANTHROPIC_API_KEY": "test-key-anthropic-4", "LOCAL_API_KEY": "test-key-local-5",
                    ]
                )
                try await withGateway(configuration) { deployment in
                    let client = try deployment.client(mode)
                    for (name, exchange) in exchanges {
                        provider.answer(
                            (exchange.provider ?? []).map { answer in
                                (
                                    answer.status, answer.headers.map { ($0[0], Array($0[1].utf8)) },
                                    Array(answer.body.utf8)
                                )
                            }
                        )
                        let response = try await client.send(exchange.request)
                        let difference = exchange.difference(of: response)
                        #expect(difference == nil, "\(name)")
                    }
                }
            }
        }
    }
}
