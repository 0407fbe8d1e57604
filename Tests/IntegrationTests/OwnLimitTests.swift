// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Glibc
import Testing

extension IntegrationTests {
    /// The limits of the process itself.
    @Suite struct OwnLimitTests {
        @Test(.timeLimit(.minutes(1)), .enabled(if: Patience.factor == 1))
        func tooLittleAddressSpaceIsSaid() async throws {
            let port = try await FreePort.find()
            var command = try GatewayProgram.command(["--listen", "127.0.0.1:\(port)"])
            command.limit("ulimit -v 358400")
            let process = try await command.runToEnd()
            #expect(process.exitStatus == .exited(78), "\(process.report)")
            #expect(process.standardError.text.contains("ulimit -v"), "\(process.report)")
            #expect(!process.standardError.text.contains("ready"))
        }

        // A sanitizer has to look into the process, so these tests allow it then.
        @Test(.timeLimit(.minutes(1)), .enabled(if: Patience.factor == 1), arguments: [false, true])
        func aCrashLeavesNoCore(_ allows: Bool) async throws {
            let port = try await FreePort.find()
            var environment = ["GATEWAY_LISTEN": "127.0.0.1:\(port)"]
            if allows { environment["GATEWAY_CORE_DUMPS"] = "on" }
            try await GatewayProgram.command(environment: environment).run { process in
                try await Waiting.until("it is ready") { process.standardError.text.contains("ready") }
                let limits = try String(contentsOfFile: "/proc/\(process.identifier)/limits", encoding: .utf8)
                let cores = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
                let words = cores?.split(separator: " ").suffix(3).prefix(2)
                if !allows { #expect(words == ["0", "0"]) }
                // What is not dumpable is root's, whoever runs it.
                let owner = try FileManager.default.attributesOfItem(atPath: "/proc/\(process.identifier)/environ")
                let isOwn = owner[.ownerAccountID].map { "\($0)" == "\(geteuid())" }
                if geteuid() != 0 { #expect(isOwn == allows) }
            }
        }

        /// Sixty at once where there are files for a few: none of them is told that the provider has failed.
        @Test(.timeLimit(.minutes(2)), .enabled(if: Patience.factor == 1))
        func aLackOfFilesIsNoProvidersFailure() async throws {
            var configuration = DeploymentConfiguration()
            configuration.openFiles = 64
            try await withGateway(configuration) { deployment in
                let client = try deployment.client()
                let model = ModelName.unique("chunks=2,interval=3000")
                let request = try GenerationRequest("local/\(model)").stream
                let responses = try await withThrowingTaskGroup(of: TestResponse.self) { group in
                    for _ in 0..<60 { group.addTask { try await client.send(request) } }
                    return try await group.reduce(into: [TestResponse]()) { $0.append($1) }
                }
                let refused = responses.filter { $0.status != 200 }
                #expect(responses.count - refused.count >= 8)
                #expect(refused.count >= 30)
                for response in refused {
                    #expect(response.status == 503, "\(response.text)")
                    #expect(response.header("X-Provider") == nil)
                    #expect(response.header("Retry-After").flatMap { Int($0) } ?? 0 > 0)
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func readinessSaysWhenTheGatewayIsFull() async throws {
            let limit = ["GATEWAY_MAX_REQUESTS": "1"]
            try await withGateway(DeploymentConfiguration(environment: limit)) { deployment in
                let client = try deployment.client()
                #expect(try await client.send(.get("/readyz")).status == 200)
                let model = ModelName.unique("delay=60000")
                try await client.open(try GenerationRequest("local/\(model)").plain) { _ in
                    try await Waiting.until("it is with its provider") {
                        try await !deployment.simulator.requests(model: model).isEmpty
                    }
                    try await client.send(.get("/readyz")).expectError(503, "too many requests")
                    #expect(try await client.send(.get("/healthz")).status == 200)
                }
                try await Waiting.until("it is ready again") { try await client.send(.get("/readyz")).status == 200 }
            }
        }
    }
}
