// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Glibc
import Testing

extension IntegrationTests {
    /// The socket that the web server connects to.
    @Suite struct ListeningTests {
        @Test(.timeLimit(.minutes(1)), arguments: [(nil, 0o660), ("0600", 0o600), ("666", 0o666)])
        func theSocketHasItsMode(_ mode: String?, _ expected: Int) async throws {
            let environment = mode.map { ["GATEWAY_SOCKET_MODE": $0] } ?? [:]
            try await withGateway(DeploymentConfiguration(webServer: .none, environment: environment)) { deployment in
                let attributes = try FileManager.default.attributesOfItem(atPath: deployment.socketPath)
                #expect(attributes[.posixPermissions] as? Int == expected)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aStaleSocketIsReplacedAndALiveOneIsNot() async throws {
            try await TemporaryDirectory.with { directory in
                let path = "\(directory)/gateway.sock"
                let command = try GatewayProgram.command(["--listen", "unix:\(path)"])
                try await command.run { first in
                    try await Waiting.until("it listens") { try await Deployment.accepts(unixSocket: path) }
                    let second = try await command.runToEnd()
                    #expect(second.exitStatus == .exited(78))
                    #expect(second.standardError.text.contains(path))
                    #expect(try await Deployment.accepts(unixSocket: path))
                    try first.send(.kill)
                    #expect(try await first.waitForExit() == .signalled(9))
                }
                #expect(FileManager.default.fileExists(atPath: path))
                #expect(try await !Deployment.accepts(unixSocket: path))
                try await command.run { _ in
                    try await Waiting.until("it listens again") { try await Deployment.accepts(unixSocket: path) }
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aFileThatIsNoSocketIsLeftAlone() async throws {
            try await TemporaryDirectory.with { directory in
                let path = "\(directory)/precious"
                try "text".write(toFile: path, atomically: false, encoding: .utf8)
                let process = try await GatewayProgram.run(["--listen", "unix:\(path)"])
                #expect(process.exitStatus == .exited(78))
                #expect(try String(contentsOfFile: path, encoding: .utf8) == "text")
                let missing = try await GatewayProgram.run(["--listen", "unix:\(directory)/no/where.sock"])
                #expect(missing.exitStatus == .exited(78))
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aPortIsListenedOn() async throws {
            let port = try await FreePort.find()
            let command = try GatewayProgram.command(["--listen", "127.0.0.1:\(port)"])
            try await command.run { first in
                try await Waiting.until("it listens") { first.standardError.text.contains("ready") }
                let second = try await command.runToEnd()
                #expect(second.exitStatus == .exited(78))
                #expect(second.standardError.text.contains(String(port)))
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aPortThatOthersReachIsWarnedOf() async throws {
            let command = try GatewayProgram.command(["--listen", "0.0.0.0:0"])
            try await command.run { process in
                try await Waiting.until("it listens") { process.standardError.text.contains("ready") }
                #expect(process.standardError.lines.contains { $0.contains("warning") && $0.contains("0.0.0.0") })
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func onlyTheNamedUsersMayConnect() async throws {
            let own = getuid()
            let allowed = DeploymentConfiguration(environment: ["GATEWAY_SOCKET_PEERS": "12345,\(own)"])
            try await withGateway(allowed) { deployment in
                let response = try await deployment.client().send(.get("/"))
                #expect(response.status == 200)
            }
            let refused = DeploymentConfiguration(environment: ["GATEWAY_SOCKET_PEERS": String(own + 1)])
            try await withGateway(refused) { deployment in
                let response = try await deployment.client().send(.get("/"))
                // nginx says so in the API's words: the gateway does not answer.
                try response.expectError(503)
                #expect(deployment.gateway.standardError.text.contains("not allowed"))
            }
        }

        @Test(
            .enabled(if: Launcher.canPassSockets, "perl makes the socket"),
            .timeLimit(.minutes(1)),
            arguments: [Launcher.systemd, .standardInput],
            ConnectionMode.allCases
        )
        func aSocketThatIsPassedIsUsed(_ launcher: Launcher, _ mode: ConnectionMode) async throws {
            let configuration = DeploymentConfiguration(webServer: .privateServer([mode]), launcher: launcher)
            try await withGateway(configuration) { deployment in
                let client = try deployment.client(mode)
                #expect(try await client.send(.get("/")).status == 200)
                #expect(try await client.stream(GenerationRequest("local/demo")).finalChunk != nil)
                try deployment.gateway.send(.terminate)
                #expect(try await deployment.gateway.waitForExit() == .exited(0), "\(deployment.gateway.report)")
                // The socket belongs to whoever made it.
                #expect(FileManager.default.fileExists(atPath: deployment.socketPath))
            }
        }

        @Test(
            .enabled(if: Launcher.canPassSockets, "perl makes the socket"),
            .timeLimit(.minutes(1))
        )
        func aSocketOnDescriptorZeroIsLetGoWhenTheGatewayDrains() async throws {
            try await withGateway(DeploymentConfiguration(launcher: .standardInput)) { deployment in
                let model = ModelName.unique("chunks=20,interval=100")
                try await deployment.client().open(try GenerationRequest("local/\(model)").stream) { connection in
                    _ = try await connection.nextEvent()
                    try deployment.gateway.send(.terminate)
                    // Whoever connects is to look elsewhere, and not to wait for a process that takes no more.
                    try await Waiting.until("it refuses connections") {
                        try await !Deployment.accepts(unixSocket: deployment.socketPath)
                    }
                    #expect(deployment.gateway.exitStatus == nil)
                    let result = try await StreamResult(continuing: connection)
                    #expect(result.finalChunk != nil)
                }
                #expect(try await deployment.gateway.waitForExit() == .exited(0), "\(deployment.gateway.report)")
            }
        }

        @Test(
            .enabled(if: Launcher.canPassSockets, "perl makes the socket"),
            .timeLimit(.minutes(1))
        )
        func whatSystemdPassesToAnotherProcessIsIgnored() async throws {
            let process = try await GatewayProgram.run(environment: ["LISTEN_PID": "1", "LISTEN_FDS": "1"])
            #expect(process.exitStatus == .exited(78))
            #expect(process.standardError.text.contains("GATEWAY_LISTEN"))
        }
    }
}
