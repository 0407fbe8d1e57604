// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Testing

extension IntegrationTests {
    /// The command line and the variables.
    @Suite struct ConfigurationTests {
        private static let nonsense = [
            ("GATEWAY_CONNECT_TIMEOUT", ["soon", "-1", "0", "1s", "nan", "inf"]),
            ("GATEWAY_FIRST_BYTE_TIMEOUT", ["soon", "-1", "0"]), ("GATEWAY_IDLE_TIMEOUT", ["soon", "-1", "0"]),
            ("GATEWAY_TOTAL_TIMEOUT", ["soon", "-1", "0"]), ("GATEWAY_KEEPALIVE_INTERVAL", ["soon", "-1", "0"]),
            ("GATEWAY_DRAIN_TIMEOUT", ["soon", "-1"]), ("GATEWAY_MAX_BODY", ["16M", "-1", "0", "1.5"]),
            ("GATEWAY_MAX_REQUESTS", ["many", "-1", "0"]), ("GATEWAY_LOG_LEVEL", ["loud"]),
            ("GATEWAY_LOG_FORMAT", ["xml"]), ("GATEWAY_SOCKET_MODE", ["rw", "0999", "77777"]),
            ("GATEWAY_SOCKET_GROUP", ["no-such-group"]), ("GATEWAY_SOCKET_PEERS", ["no-such-user", ","]),
            ("GATEWAY_ALLOWED_ORIGINS", ["example.org", "https://example.org/"]),
            ("GATEWAY_LISTEN", ["unix:relative.sock", "7000", "host", "127.0.0.1:99999", ":9000"]),
            ("GATEWAY_PROVIDERS", ["local", "mine!", "mine"]),
            ("LOCAL_BASE_URL", ["localhost:11434", "ftp://localhost", "http://", "http://a b", "http://h:0/v1"]),
            ("OPENAI_BASE_URL", ["api.openai.com", "https://user:password@host/v1"]),
            ("GROQ_BASE_URL", ["https://host/v1?x=1"]), ("GOOGLE_BASE_URL", ["https://host/v1#x"]),
            ("OPENAI_API_KEY", ["two words"]), ("GATEWAY_PATH_PREFIX", ["ai", "/a//b", "/a b", "/a/../b", "/%20"]),
            ("GATEWAY_TRUSTED_PROXIES", ["proxy.example", "10.0.0.0/33", "10.0.0/8", ","]),
            ("GATEWAY_METRICS", ["yes", "1"]), ("GATEWAY_IDLE_EXIT", ["never", "0", "-1"]),
        ]

        @Test(
            .timeLimit(.minutes(1)),
            arguments: nonsense.flatMap { name, values in values.map { [name, $0] } }
        )
        func nonsenseIsNamed(_ variable: [String]) async throws {
            let (name, value) = (variable[0], variable[1])
            let environment = ["GATEWAY_LISTEN": "127.0.0.1:0"].merging([name: value]) { $1 }
            let process = try await GatewayProgram.run(["check"], environment: environment)
            #expect(process.exitStatus == .exited(78), "\(process.report)")
            #expect(process.standardError.lines.count == 1, "\(process.report)")
            #expect(process.standardError.text.contains(name))
            if name.hasSuffix("_KEY") { #expect(!process.standardError.text.contains(value)) }
            #expect(process.standardOutput.lines.isEmpty)
        }

        @Test(.timeLimit(.minutes(1)))
        func allFaultsComeAtOnce() async throws {
            let environment = [
                "GATEWAY_LISTEN": "nowhere", "GATEWAY_IDLE_TIMEOUT": "soon", "GATEWAY_LOG_LEVEL": "loud",
                "LOCAL_BASE_URL": "here",
            ]
            for command in [["check"], [], ["serve"]] {
                let process = try await GatewayProgram.run(command, environment: environment)
                #expect(process.exitStatus == .exited(78))
                #expect(process.standardError.lines.count == 4, "\(process.report)")
                for name in environment.keys { #expect(process.standardError.text.contains(name)) }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func withoutASocketItSaysHowToSetOne() async throws {
            let process = try await GatewayProgram.run()
            #expect(process.exitStatus == .exited(78))
            #expect(process.standardError.text.contains("GATEWAY_LISTEN"))
            #expect(process.standardError.text.contains("unix:/"))
        }

        @Test(.timeLimit(.minutes(1)))
        func checkShowsWhatIsInForceWithoutSecrets() async throws {
            let secrets = [
                "SECRET_TOKEN": "caller-s3cret-1", "OPENAI_API_KEY": "openai-s3cret-2", "GROQ_API_KEY": "groq-s3cret-3",
                "GEMINI_API_KEY": "gemini-s3cret-4", "LOCAL_API_KEY": "local-s3cret-5", "MINE_API_KEY": "mine-s3cret-6",
            ]
            let others = [
                "GATEWAY_LISTEN": "unix:/run/gateway.sock", "GATEWAY_IDLE_TIMEOUT": "2.5", "GATEWAY_MAX_BODY": "1000",
                "GATEWAY_PROVIDERS": "mine", "MINE_BASE_URL": "https://mine.example/v1/",
            ]
            let process = try await GatewayProgram.run(["check"], environment: secrets.merging(others) { $1 })
            #expect(process.exitStatus == .exited(0), "\(process.report)")
            let output = process.standardOutput.text
            for line in [
                "GATEWAY_LISTEN=unix:/run/gateway.sock", "GATEWAY_IDLE_TIMEOUT=2.5", "GATEWAY_MAX_BODY=1000",
                "GATEWAY_CONNECT_TIMEOUT=10", "GATEWAY_SOCKET_MODE=0660", "LOCAL_BASE_URL=http://localhost:11434/v1",
                "MINE_BASE_URL=https://mine.example/v1",
            ] {
                #expect(process.standardOutput.lines.contains { $0.hasPrefix(line) }, "\(line)")
            }
            for (name, secret) in secrets {
                #expect(!(output + process.standardError.text).contains(secret))
                #expect(!output.contains(secret.prefix(8)))
                if name != "GEMINI_API_KEY" { #expect(output.contains(name)) }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func versionAndHelp() async throws {
            let version = try await GatewayProgram.run(["--version"])
            #expect(version.exitStatus == .exited(0))
            #expect(version.standardOutput.text.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+.*/) != nil)
            for arguments in [["--help"], ["help", "serve"], ["check", "--help"]] {
                let help = try await GatewayProgram.run(arguments)
                #expect(help.exitStatus == .exited(0))
                #expect(help.standardOutput.text.contains("USAGE"))
                #expect(help.standardError.lines.isEmpty)
            }
            let wrong = try await GatewayProgram.run(["--no-such-option"])
            #expect(wrong.exitStatus != .exited(0))
            #expect(!wrong.standardError.lines.isEmpty)
        }

        @Test(.timeLimit(.minutes(1)))
        func theEnvironmentWinsOverTheFile() async throws {
            try await TemporaryDirectory.with { directory in
                let path = "\(directory)/gateway.env"
                let text = """
                    # The settings of a test
                    GATEWAY_LISTEN=unix:/run/from-file.sock
                    export GATEWAY_IDLE_TIMEOUT="7"
                    GATEWAY_TOTAL_TIMEOUT='8'
                    OPENAI_API_KEY=file-s3cret

                    """
                try text.write(toFile: path, atomically: false, encoding: .utf8)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
                let process = try await GatewayProgram.run(
                    ["check", "--env-file", path],
                    environment: ["GATEWAY_TOTAL_TIMEOUT": "9"]
                )
                #expect(process.exitStatus == .exited(0), "\(process.report)")
                let lines = process.standardOutput.lines.map { $0.split(separator: " ").joined(separator: " ") }
                #expect(lines.contains("GATEWAY_LISTEN=unix:/run/from-file.sock (gateway.env)"))
                #expect(lines.contains("GATEWAY_IDLE_TIMEOUT=7 (gateway.env)"))
                #expect(lines.contains("GATEWAY_TOTAL_TIMEOUT=9 (environment)"))
                #expect(lines.contains("GATEWAY_CONNECT_TIMEOUT=10 (default)"))
                #expect(lines.contains("OPENAI_API_KEY=*** (gateway.env)"))

                try "A=b\nfile-s3cret-without-name\n".write(toFile: path, atomically: false, encoding: .utf8)
                let broken = try await GatewayProgram.run(["check", "--env-file", path])
                #expect(broken.exitStatus == .exited(78))
                #expect(broken.standardError.text.contains("line 2"))
                #expect(!broken.standardError.text.contains("s3cret"))

                let missing = try await GatewayProgram.run(["check", "--env-file", "\(directory)/nothing"])
                #expect(missing.exitStatus == .exited(78))
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aFileOfKeysThatAllCanReadIsRefused() async throws {
            try await TemporaryDirectory.with { directory in
                func check(_ text: String, _ mode: Int, _ arguments: [String] = []) async throws -> ChildProcess {
                    let path = "\(directory)/gateway.env"
                    try text.write(toFile: path, atomically: false, encoding: .utf8)
                    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
                    return try await GatewayProgram.run(["check", "--env-file", path] + arguments)
                }
                let keys = "SECRET_TOKEN=file-s3cret\nGROQ_API_KEY=\n"
                let refused = try await check(keys, 0o644)
                #expect(refused.exitStatus == .exited(78), "\(refused.report)")
                #expect(refused.standardError.text.contains("holds SECRET_TOKEN and every user"))
                #expect(refused.standardError.text.contains("--allow-world-readable"))
                let allowed = try await check(keys, 0o644, ["--allow-world-readable"])
                #expect(allowed.exitStatus == .exited(0), "\(allowed.report)")
                #expect(allowed.standardError.text.contains("warning: "))
                let proxy = try await check("HTTPS_PROXY=http://a:s3cret@proxy:1\n", 0o604)
                #expect(proxy.exitStatus == .exited(78), "\(proxy.report)")
                for (text, mode) in [(keys, 0o640), (keys, 0o600), ("GATEWAY_MAX_BODY=1\nSECRET_TOKEN=\n", 0o644)] {
                    let process = try await check(text, mode)
                    #expect(process.exitStatus == .exited(0), "\(process.report)")
                    #expect(process.standardError.lines.isEmpty, "\(process.report)")
                }
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["debug", "trace"])
        func noSecretIsLogged(_ level: String) async throws {
            let secrets = ["caller-s3cret-1", "openai-s3cret-2", "proxy-s3cret-3"]
            let command = try GatewayProgram.command(
                ["--listen", "127.0.0.1:0"],
                environment: [
                    "SECRET_TOKEN": secrets[0], "OPENAI_API_KEY": secrets[1],
                    "HTTPS_PROXY": "http://someone:\(secrets[2])@127.0.0.1:9", "GATEWAY_LOG_LEVEL": level,
                ]
            )
            try await command.run { process in
                try await Waiting.until("it is ready") { process.standardError.text.contains("ready") }
                try process.send(.terminate)
                _ = try await process.waitForExit()
                for secret in secrets {
                    let isVisible = process.standardError.text.contains(secret)
                    #expect(!isVisible, "\(secret)")
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func furtherProvidersAreListedAndCalled() async throws {
            try await withGateway { other in
                let configuration = DeploymentConfiguration(
                    hasSimulator: false,
                    environment: [
                        "GATEWAY_PROVIDERS": "my-server",
                        "MY_SERVER_BASE_URL": "http://127.0.0.1:\(try other.simulator.port)/v1",
                    ]
                )
                try await withGateway(configuration) { deployment in
                    let client = try deployment.client()
                    let list = try await client.send(.get("/llm/providers")).text
                    #expect(
                        list == #"{"status":"success","providers":["openai","groq","google","local","my-server"]}"#
                    )
                    let answer = try await client.send(try GenerationRequest("my-server/demo").plain)
                    #expect(answer.status == 200, "\(answer.text)")
                    let failure = try await client.send(try GenerationRequest("my-server/demo,status=500").plain)
                    #expect(failure.header("X-Provider") == "my-server")
                }
            }
        }
    }
}
