// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Testing

extension IntegrationTests {
    /// Signals, draining, and the limit on requests.
    @Suite struct LifecycleTests {
        /// What every line of the log has.
        private struct LogFields: Decodable {
            var time: String
            var level: String
            var message: String
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases, [ProcessSignal.terminate, .quit])
        func runningStreamsFinish(_ mode: ConnectionMode, _ signal: ProcessSignal) async throws {
            try await withGateway(DeploymentConfiguration(webServer: .privateServer([mode]))) { deployment in
                let client = try deployment.client(mode)
                let request = try GenerationRequest("local/\(ModelName.unique("chunks=30,interval=50"))").stream
                try await withThrowingTaskGroup(of: StreamResult.self) { group in
                    let (starts, start) = AsyncStream.makeStream(of: Void.self)
                    for _ in 0..<5 {
                        group.addTask {
                            try await client.open(request) { connection in
                                _ = try await connection.nextEvent()
                                start.yield()
                                return try await StreamResult(continuing: connection)
                            }
                        }
                    }
                    for await _ in starts.prefix(5) {}
                    try deployment.gateway.send(signal)
                    try await Waiting.until("no new connections") {
                        try await !Deployment.accepts(unixSocket: deployment.socketPath)
                    }
                    // The gateway's own answer, or that of a web server that does not reach it.
                    let refused = try await client.send(.get("/"))
                    #expect([502, 503].contains(refused.status))
                    if refused.status == 503 { #expect(refused.header("Retry-After") != nil) }
                    for try await result in group {
                        #expect(result.finalChunk?.text == SimulatorText.words(30))
                        #expect(result.error == nil)
                    }
                }
                #expect(try await deployment.gateway.waitForExit() == .exited(0), "\(deployment.gateway.report)")
                #expect(!FileManager.default.fileExists(atPath: deployment.socketPath))
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func aPlainAnswerIsFinished(_ mode: ConnectionMode) async throws {
            try await withGateway(DeploymentConfiguration(webServer: .privateServer([mode]))) { deployment in
                let model = ModelName.unique("delay=1000")
                async let answer = deployment.client(mode).send(try GenerationRequest("local/\(model)").plain)
                _ = try await deployment.simulator.request(model: model)
                try deployment.gateway.send(.terminate)
                #expect(try await answer.status == 200)
                #expect(try await deployment.gateway.waitForExit() == .exited(0), "\(deployment.gateway.report)")
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aSignalRightAfterTheStartIsHeeded() async throws {
            try await TemporaryDirectory.with { directory in
                let path = "\(directory)/gateway.sock"
                let command = try GatewayProgram.command(["--listen", "unix:\(path)"])
                for _ in 0..<10 {
                    try await command.run { process in
                        try await Waiting.until("it says that it is ready") {
                            process.standardError.text.contains("ready")
                        }
                        try process.send(.terminate)
                        let status = try await process.waitForExit(within: .seconds(10))
                        #expect(status == .exited(0))
                        #expect(!FileManager.default.fileExists(atPath: path))
                    }
                }
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: [ProcessSignal.terminate, .interrupt, .quit, .user1])
        func everyEndingSignalLetsAStreamFinish(_ signal: ProcessSignal) async throws {
            try await withGateway { deployment in
                let request = try GenerationRequest("local/\(ModelName.unique("chunks=20,interval=50"))").stream
                try await deployment.client().open(request) { connection in
                    _ = try await connection.nextEvent()
                    try deployment.gateway.send(signal)
                    let result = try await StreamResult(continuing: connection)
                    #expect(result.finalChunk?.text == SimulatorText.words(20))
                }
                #expect(try await deployment.gateway.waitForExit() == .exited(0), "\(deployment.gateway.report)")
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func otherSignalsAreIgnored() async throws {
            try await withGateway { deployment in
                for signal in [ProcessSignal.hangUp, .user2, .hangUp] {
                    let seen = deployment.gateway.standardError.lines.count { $0.contains("ignored") }
                    try deployment.gateway.send(signal)
                    try await Waiting.until("the signal is logged") {
                        deployment.gateway.standardError.lines.count { $0.contains("ignored") } == seen + 1
                    }
                }
                #expect(try await deployment.client().send(.get("/")).status == 200)
                // None of them counts as the first of two.
                try deployment.gateway.send(.terminate)
                #expect(try await deployment.gateway.waitForExit() == .exited(0), "\(deployment.gateway.report)")
            }
        }

        /// Whatever has been done by then: the first statement says what signals do.
        @Test(.timeLimit(.minutes(1)), arguments: ProcessSignal.allCases.filter { $0 != .kill })
        func aSignalDuringTheStartIsHeeded(_ signal: ProcessSignal) async throws {
            try await TemporaryDirectory.with { directory in
                let command = try GatewayProgram.command(["--listen", "unix:\(directory)/gateway.sock"])
                for _ in 0..<5 {
                    try await command.run { process in
                        try await Waiting.until("its first statement") { try process.figures.heedsHangUp }
                        try process.send(signal)
                        if [.hangUp, .user2].contains(signal) {
                            try await Waiting.until("it is ready") { process.standardError.text.contains("ready") }
                            try process.send(.terminate)
                        }
                        #expect(try await process.waitForExit(within: .seconds(10)) == .exited(0))
                    }
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aSecondSignalEndsAtOnce() async throws {
            try await withGateway { deployment in
                let request = try GenerationRequest("local/\(ModelName.unique("fault=stall@2"))").stream
                try await deployment.client().open(request) { connection in
                    _ = try await connection.nextEvent()
                    try deployment.gateway.send(.terminate)
                    try await Waiting.until("the first signal is seen") {
                        deployment.gateway.standardError.text.contains("signal")
                    }
                    #expect(deployment.gateway.exitStatus == nil)
                    try deployment.gateway.send(.terminate)
                    #expect(try await deployment.gateway.waitForExit(within: .seconds(10)) == .exited(143))
                    // At once, and all the same with its error.
                    let events = try await connection.remainingEvents()
                    let hasError = events.contains { received in
                        if case .event("error", _) = received.event { true } else { false }
                    }
                    #expect(hasError)
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func drainingHasALimit() async throws {
            let configuration = DeploymentConfiguration(environment: ["GATEWAY_DRAIN_TIMEOUT": "0.5"])
            try await withGateway(configuration) { deployment in
                let request = try GenerationRequest("local/\(ModelName.unique("fault=stall@2"))").stream
                try await deployment.client().open(request) { connection in
                    _ = try await connection.nextEvent()
                    try deployment.gateway.send(.terminate)
                    #expect(try await deployment.gateway.waitForExit(within: .seconds(10)) == .exited(0))
                    _ = try await connection.remainingEvents()
                }
            }
        }

        /// nginx turns the end of a backend into a clean end of the stream: the truth must be in the stream.
        @Test(.timeLimit(.minutes(1)))
        func aStreamThatIsCutOffByTheDrainLimitSaysSo() async throws {
            let configuration = DeploymentConfiguration(environment: ["GATEWAY_DRAIN_TIMEOUT": "0.5"])
            try await withGateway(configuration) { deployment in
                let request = try GenerationRequest("local/\(ModelName.unique("fault=stall@2"))").stream
                try await deployment.client().open(request) { connection in
                    _ = try await connection.nextEvent()
                    try deployment.gateway.send(.terminate)
                    let rest = try await connection.remainingEvents()
                    #expect(rest.last?.errorData != nil)
                }
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func pastTheLimitRequestsAreRefused(_ mode: ConnectionMode) async throws {
            let configuration = DeploymentConfiguration(
                webServer: .privateServer([mode]),
                environment: ["GATEWAY_MAX_REQUESTS": "1"]
            )
            try await withGateway(configuration) { deployment in
                let client = try deployment.client(mode)
                let request = try GenerationRequest("local/\(ModelName.unique("fault=stall@2"))").stream
                try await client.open(request) { connection in
                    _ = try await connection.nextEvent()
                    for request in [TestRequest.get("/"), try GenerationRequest("local/demo").stream] {
                        let response = try await client.send(request)
                        try response.expectError(503)
                        #expect(response.header("Retry-After").flatMap { Int($0) } ?? 0 > 0)
                    }
                }
                try await Waiting.until("there is room again") { try await client.send(.get("/")).status == 200 }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func theLogIsJSONWhenThatIsWanted() async throws {
            let configuration = DeploymentConfiguration(
                environment: ["GATEWAY_LOG_FORMAT": "json", "GATEWAY_LOG_LEVEL": "debug"]
            )
            try await withGateway(configuration) { deployment in
                #expect(try await deployment.client().send(.get("/")).status == 200)
                let lines = deployment.gateway.standardError.lines
                #expect(!lines.isEmpty)
                for line in lines {
                    let fields = try JSONDecoder().decode(LogFields.self, from: Data(line.utf8))
                    for field in [fields.time, fields.level, fields.message] { #expect(!field.isEmpty) }
                }
            }
        }
    }
}
