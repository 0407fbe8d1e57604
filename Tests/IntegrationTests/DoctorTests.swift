// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Testing

extension IntegrationTests {
    /// `llm-gateway doctor` where all is well, and where the configuration alone is not.
    @Suite(.deployment(environment: ["SECRET_TOKEN": CallerKey.value, "GATEWAY_KEEPALIVE_INTERVAL": "0.5"]))
    struct DoctorTests {
        private static let checks = [
            "socket", "reachable", "TLS", "configuration", "key headers", "variables", "access", "OpenAI's API",
            "streaming", "disconnect", "disconnect in silence", "request body", "body without a length", "silence",
            "provider openai", "provider groq",
            "provider google",
            "provider local",
        ]

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func aGoodInstallationIsHealthy(_ mode: ConnectionMode) async throws {
            let run = try await DoctorRun(Shared.deployment, mode: mode)
            #expect(run.status == .exited(0), "\(run.text)")
            for check in Self.checks {
                let line = try #require(run.line(check), "\(check) is missing in\n\(run.text)")
                #expect(line.hasPrefix("ok "), "\(check): \(line)")
            }
            #expect(!run.text.contains("What to change"))
            #expect(run.text.contains(", nginx\n"))
        }

        private struct Report: Decodable {
            struct Check: Decodable {
                let check: String
                let result: String
                let seen: String
                let advice: [String]
            }

            let server: String?
            let healthy: Bool
            let checks: [Check]
        }

        @Test(.timeLimit(.minutes(1)))
        func theJSONHasAllChecks() async throws {
            let run = try await DoctorRun(Shared.deployment, arguments: ["--json"])
            #expect(run.status == .exited(0), "\(run.text)")
            let report = try JSONDecoder().decode(Report.self, from: Data(run.text.utf8))
            #expect(report.healthy)
            #expect(report.server == "nginx")
            #expect(report.checks.map(\.check) == Self.checks)
            #expect(report.checks.allSatisfy { $0.result == "ok" && !$0.seen.isEmpty && $0.advice.isEmpty })
        }

        @Test(.timeLimit(.minutes(1)))
        func anotherSecretIsToldOf() async throws {
            let run = try await DoctorRun(Shared.deployment, environment: ["SECRET_TOKEN": "not-the-running-ones"])
            #expect(run.status == .exited(1))
            #expect(run.line("reachable")?.hasPrefix("FAILED") == true, "\(run.text)")
            #expect(run.text.contains("another SECRET_TOKEN"))
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["OPENAI", "GROQ", "GOOGLE", "ANTHROPIC", "MISTRAL", "LOCAL"]
        )
        func aRefusedKeyIsToldOf(_ provider: String) async throws {
            let environment = ["\(provider)_API_KEY": "sk-refused-key-4711", "GATEWAY_PROVIDERS": "mistral"]
            let run = try await DoctorRun(Shared.deployment, environment: environment)
            #expect(run.status == .exited(1))
            let line = try #require(run.line("provider \(provider.lowercased())"), "\(run.text)")
            #expect(line.hasPrefix("FAILED"), "\(line)")
            #expect(run.text.contains("a new key in \(provider)_API_KEY"))
            #expect(run.text.split(separator: "\n").count { $0.contains("FAILED") } == 1)
        }

        @Test(.timeLimit(.minutes(1)))
        func providersThatNobodyReachesAreToldOf() async throws {
            let nobody = "http://127.0.0.1:1/v1"
            let run = try await DoctorRun(
                Shared.deployment,
                environment: ["OPENAI_BASE_URL": nobody, "LOCAL_BASE_URL": nobody]
            )
            #expect(run.status == .exited(1))
            #expect(run.line("provider openai")?.contains("connection refused") == true, "\(run.text)")
            #expect(run.line("provider local")?.hasPrefix("warning") == true)
        }

        @Test(.timeLimit(.minutes(1)))
        func aWrongPathIsToldOf() async throws {
            let run = try await DoctorRun(Shared.deployment, path: "/ai")
            #expect(run.status == .exited(1))
            #expect(run.line("reachable")?.contains("HTTP 404") == true, "\(run.text)")
            #expect(run.text.contains("GATEWAY_PATH_PREFIX"))
        }

        @Test(.timeLimit(.minutes(1)))
        func aServerThatIsNotThereIsToldOf() async throws {
            let url = "http://127.0.0.1:\(try await FreePort.find())"
            let environment = try Shared.deployment.environment
            let process = try await GatewayProgram.run(["doctor", url], environment: environment)
            #expect(process.exitStatus == .exited(1))
            #expect(process.standardOutput.text.contains("connection refused"))
            #expect(process.standardOutput.text.contains("is the web server running"))
        }

        @Test(.timeLimit(.minutes(1)))
        func faultsOfTheConfigurationComeFirst() async throws {
            let process = try await GatewayProgram.run(["doctor"], environment: ["GATEWAY_MAX_BODY": "much"])
            #expect(process.exitStatus == .exited(78))
            #expect(process.standardError.text.contains("GATEWAY_MAX_BODY"))
            let address = try await GatewayProgram.run(["doctor", "ftp://host"])
            #expect(address.exitStatus == .exited(64))
        }
    }
}
