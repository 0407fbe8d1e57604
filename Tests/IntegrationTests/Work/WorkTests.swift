// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// No text from outside makes work that grows faster than the text.
    @Suite struct WorkTests {
        private static let environment = [
            "SECRET_TOKEN": CallerKey.value, "LOCAL_API_KEY": HostileText.key, "GOOGLE_API_KEY": HostileText.key,
            "ANTHROPIC_API_KEY": HostileText.key, "GATEWAY_METRICS": "on", "GATEWAY_TRUSTED_PROXIES": "127.0.0.1",
            "GATEWAY_ALLOWED_ORIGINS": "https://app.example",
        ]

        private func check(_ cases: [WorkCase]) async throws {
            try await ScriptedProvider.with { provider in
                var environment = Self.environment
                for name in ["LOCAL", "GOOGLE", "ANTHROPIC"] {
                    environment["\(name)_BASE_URL"] = "http://127.0.0.1:\(provider.port)"
                }
                let configuration = DeploymentConfiguration(
                    webServer: .none,
                    hasSimulator: false,
                    environment: environment
                )
                try await withGateway(configuration) { deployment in
                    let meter = WorkMeter(deployment: deployment, provider: provider)
                    for place in cases {
                        let growth = try await meter.growth(of: place)
                        #expect(growth.isLinear, "\(place): \(growth)")
                    }
                }
            }
        }

        @Test(.timeLimit(.minutes(10)))
        func ofRequestLines() async throws {
            try await check(WorkCases.requestLines)
        }

        @Test(.timeLimit(.minutes(10)))
        func ofHeaderFields() async throws {
            try await check(WorkCases.headerFields)
        }

        @Test(.timeLimit(.minutes(10)))
        func ofBodies() async throws {
            try await check(WorkCases.bodies)
        }

        @Test(.timeLimit(.minutes(10)))
        func ofAnswers() async throws {
            try await check(WorkCases.answers)
        }

        @Test(.timeLimit(.minutes(10)))
        func ofStreams() async throws {
            try await check(WorkCases.streams)
        }

        @Test(.timeLimit(.minutes(10)), arguments: Dialect.allCases)
        func ofErrors(_ dialect: Dialect) async throws {
            try await check(WorkCases.errors(dialect))
        }

        @Test(.timeLimit(.minutes(10)))
        func ofTasks() async throws {
            try await check(WorkCases.tasks)
        }
    }
}
