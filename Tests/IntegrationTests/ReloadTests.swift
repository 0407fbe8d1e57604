// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Glibc
import Testing

extension IntegrationTests {
    /// The file of settings, and its changes while the gateway runs.
    @Suite struct ReloadTests {
        private static func header(_ key: String) -> [(name: String, value: String)] {
            [(name: "X-API-Key", value: key)]
        }

        private static func write(_ text: String, to path: String) throws {
            try text.write(toFile: path, atomically: false, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }

        /// Puts a file in the place of another one at once.
        private static func replace(_ path: String, with text: String) throws {
            try write(text, to: "\(path).new")
            #expect(unsafe rename("\(path).new", path) == 0)
        }

        /// A gateway with a file of settings, which is at the path.
        private static func withFile(
            _ text: String,
            _ environment: [String: String] = [:],
            _ body: (Deployment, String) async throws -> Void
        ) async throws {
            try await TemporaryDirectory.with { directory in
                let path = "\(directory)/llm-gateway.yaml"
                try write(text, to: path)
                let variables = environment.merging(["GATEWAY_CONFIG": path]) { $1 }
                try await withGateway(DeploymentConfiguration(environment: variables)) { try await body($0, path) }
            }
        }

        /// Waits until a key is the one that is in force.
        private static func waitForKey(_ key: String, _ deployment: Deployment) async throws {
            try await Waiting.until("the key \(key) is in force") {
                try await deployment.client().send(.get("/llm/providers", headers: header(key))).status == 200
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aFileIsReadAtTheStartAndShown() async throws {
            try await TemporaryDirectory.with { directory in
                let path = "\(directory)/llm-gateway.yaml"
                try Self.write("access:\n  key: caller-s3cret\nlimits: {body: 5}\n", to: path)
                let environment = ["GATEWAY_CONFIG": path, "GATEWAY_MAX_REQUESTS": "9"]
                let process = try await GatewayProgram.run(["check"], environment: environment)
                #expect(process.exitStatus == .exited(0), "\(process.report)")
                let lines = process.standardOutput.lines.map { $0.split(separator: " ").joined(separator: " ") }
                for line in [
                    "GATEWAY_CONFIG=\(path) (environment)", "SECRET_TOKEN=*** (llm-gateway.yaml:2)",
                    "GATEWAY_MAX_BODY=5 (llm-gateway.yaml:3)", "GATEWAY_MAX_REQUESTS=9 (environment)",
                    "GATEWAY_LOG_LEVEL=info (default)",
                ] {
                    #expect(lines.contains(line), "\(line)")
                }
                try Self.write("access:\n  kye: caller-s3cret\nlimits: {body: much}\n", to: path)
                for command in [["check"], [], ["doctor"]] {
                    let broken = try await GatewayProgram.run(command, environment: environment)
                    #expect(broken.exitStatus == .exited(78), "\(broken.report)")
                    #expect(
                        broken.standardError.lines == [
                            "llm-gateway: \(path):2:3: access.kye: not known to this version; did you mean key?",
                            "llm-gateway: \(path):3:16: limits.body: expected a whole number from 1 to 1073741824, got \"much\"",
                        ]
                    )
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aSignalBringsNewSettingsAndLeavesStreamsAlone() async throws {
            try await Self.withFile("access: {key: one}\n") { deployment, path in
                let model = ModelName.unique("chunks=40,interval=50")
                var request = try GenerationRequest("local/\(model)").stream
                request.headers += Self.header("one")
                try await deployment.client().open(request) { connection in
                    _ = try await connection.nextEvent()
                    // The provider that answers is gone from the settings of new requests.
                    try Self.write("access: {key: two}\nproviders: {local: {needs_key: true}}\n", to: path)
                    try deployment.gateway.send(.hangUp)
                    try await Self.waitForKey("two", deployment)
                    var other = try GenerationRequest("local/demo").plain
                    other.headers += Self.header("two")
                    #expect(try await deployment.client().send(other).status != 200)
                    let result = try await StreamResult(continuing: connection)
                    #expect(result.finalChunk?.text == SimulatorText.words(40))
                    #expect(result.error == nil)
                }
                #expect(deployment.gateway.standardError.text.contains("the configuration was read again cause=signal"))
                #expect(try await deployment.client().send(.get("/", headers: Self.header("one"))).status != 500)
                try deployment.gateway.send(.terminate)
                #expect(try await deployment.gateway.waitForExit() == .exited(0), "\(deployment.gateway.report)")
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func connectionsToProvidersGoOn() async throws {
            try await Self.withFile("access: {key: one}\n") { deployment, path in
                func send(_ key: String) async throws {
                    var request = try GenerationRequest("local/demo").plain
                    request.headers += Self.header(key)
                    #expect(try await deployment.client().send(request).status == 200)
                }
                func accepted() async throws -> Int { try await deployment.simulator.statistics().acceptedConnections }
                // Each event loop has connections of its own, and requests go to one after the other.
                for _ in 0..<64 { try await send("one") }
                // What looking costs.
                let (first, second) = (try await accepted(), try await accepted())
                try Self.replace(path, with: "access: {key: two}\ntimeouts: {idle: 7}\nproviders: {local: {key: k}}\n")
                try deployment.gateway.send(.hangUp)
                try await Self.waitForKey("two", deployment)
                for _ in 0..<64 { try await send("two") }
                #expect(try await accepted() - second == second - first)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aChangeIsTakenUpHoweverItIsMade() async throws {
            try await Self.withFile("access: {key: one}\n") { deployment, path in
                // In place.
                try Self.write("access: {key: two}\n", to: path)
                try await Self.waitForKey("two", deployment)
                // By another file.
                try Self.replace(path, with: "access: {key: three}\n")
                try await Self.waitForKey("three", deployment)
                #expect(deployment.gateway.standardError.lines.count { $0.contains("read again cause=change") } == 2)
            }
        }

        /// As Kubernetes mounts a ConfigMap: the file is a link into a directory that is a link, which is exchanged.
        @Test(.timeLimit(.minutes(1)))
        func aLinkThatLeadsElsewhereIsAChange() async throws {
            try await TemporaryDirectory.with { directory in
                let files = FileManager.default
                func add(_ name: String, _ key: String) throws {
                    try files.createDirectory(atPath: "\(directory)/\(name)", withIntermediateDirectories: true)
                    try Self.write("access: {key: \(key)}\n", to: "\(directory)/\(name)/llm-gateway.yaml")
                    try files.createSymbolicLink(atPath: "\(directory)/..new", withDestinationPath: name)
                    #expect(unsafe rename("\(directory)/..new", "\(directory)/..data") == 0)
                }
                try add("..one", "one")
                let path = "\(directory)/llm-gateway.yaml"
                try files.createSymbolicLink(atPath: path, withDestinationPath: "..data/llm-gateway.yaml")
                let configuration = DeploymentConfiguration(environment: ["GATEWAY_CONFIG": path])
                try await withGateway(configuration) { deployment in
                    try await Self.waitForKey("one", deployment)
                    try add("..two", "two")
                    try files.removeItem(atPath: "\(directory)/..one")
                    try await Self.waitForKey("two", deployment)
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aFileWithAFaultLeavesWhatWasThere() async throws {
            let environment = ["GATEWAY_METRICS": "on"]
            try await Self.withFile("access: {key: one}\n", environment) { deployment, path in
                let client = try deployment.client()
                func metrics() async throws -> String {
                    try await client.send(.get("/metrics", headers: Self.header("one"))).text
                }
                for text in ["access: {key: two-s3cret, kye: 1}\n", "access: [\n", nil] {
                    let failures = deployment.gateway.standardError.lines.count {
                        $0.contains("the configuration has faults")
                    }
                    if let text {
                        try Self.replace(path, with: text)
                    } else {
                        try FileManager.default.removeItem(atPath: path)
                    }
                    try await Waiting.until("the fault is logged") {
                        deployment.gateway.standardError.lines.count { $0.contains("the configuration has faults") }
                            > failures
                    }
                    try await Self.waitForKey("one", deployment)
                    #expect(try await metrics().contains("llm_gateway_configuration_last_reload_successful 0\n"))
                }
                #expect(try await metrics().contains("llm_gateway_configuration_reloads_total{result=\"failure\"} 3\n"))
                let log = deployment.gateway.standardError.text
                #expect(log.contains("\(path):1:27: access.kye: not known to this version; did you mean key?"))
                #expect(!log.contains("two-s3cret"))
                try Self.write("access: {key: one}\n", to: path)
                try await Waiting.until("the file is taken again") {
                    try await metrics().contains("llm_gateway_configuration_last_reload_successful 1\n")
                }
            }
        }

        /// Requests through nginx go on while the file changes fifty times, well and badly.
        @Test(.timeLimit(.minutes(2)))
        func noRequestFailsWhileTheFileChanges() async throws {
            try await Self.withFile("timeouts: {idle: 60}\n") { deployment, path in
                let (isOver, progress) = (Flag(), Progress())
                let client = try deployment.client()
                let failed = try await withThrowingTaskGroup(of: (sent: Int, failed: [String]).self) { group in
                    for number in 0..<4 {
                        group.addTask {
                            var (sent, failed): (Int, [String]) = (0, [])
                            while await !isOver.isSet || sent == 0 {
                                let request = GenerationRequest("local/\(ModelName.unique("chunks=3"))")
                                let response = try await client.send(
                                    try number % 2 == 0 ? request.plain : request.stream
                                )
                                sent += 1
                                await progress.add()
                                let isWhole = response.status == 200 && !response.text.contains("error\":\"")
                                if !isWhole { failed.append("\(response.status) \(response.text)") }
                            }
                            return (sent, failed)
                        }
                    }
                    for number in 0..<50 {
                        // Requests end between any two changes.
                        let before = await progress.count
                        try await Waiting.until("requests go on") { await progress.count > before + 1 }
                        let good = "timeouts: {idle: \(number + 10)}\nproviders: {p\(number): {base_url: 'http://h'}}\n"
                        try Self.replace(path, with: number % 3 == 2 ? "timeouts: {idle: soon}\n" : good)
                        let seen = deployment.gateway.standardError.lines.count { $0.contains("cause=signal") }
                        try deployment.gateway.send(.hangUp)
                        try await Waiting.until("the signal is heeded") {
                            deployment.gateway.standardError.lines.count { $0.contains("cause=signal") } > seen
                        }
                    }
                    await isOver.set()
                    return try await group.reduce(into: (sent: 0, failed: [String]())) {
                        $0 = ($0.sent + $1.sent, $0.failed + $1.failed)
                    }
                }
                #expect(failed.failed == [])
                #expect(failed.sent >= 100)
            }
        }
    }
}

/// How many requests have ended.
private actor Progress {
    private(set) var count = 0

    func add() {
        count += 1
    }
}
