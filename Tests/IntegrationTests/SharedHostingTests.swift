// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Testing

extension IntegrationTests {
    /// A shared host: no environment, a file next to the binary, descriptors of somebody else, processes that come and go.
    @Suite struct SharedHostingTests {
        @Test(.timeLimit(.minutes(1)))
        func theFileNextToTheBinaryIsRead() async throws {
            try await TemporaryDirectory.with { directory in
                let binary = "\(directory)/llm-gateway"
                do {
                    try FileManager.default.linkItem(atPath: try Binaries.gateway, toPath: binary)
                } catch {
                    // Another file system.
                    try FileManager.default.copyItem(atPath: try Binaries.gateway, toPath: binary)
                }
                let settings = "GATEWAY_LISTEN=unix:\(directory)/gateway.sock\nSECRET_TOKEN=file-s3cret\n"
                try settings.write(toFile: "\(directory)/llm-gateway.env", atomically: false, encoding: .utf8)
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o600],
                    ofItemAtPath: "\(directory)/llm-gateway.env"
                )
                // As bare as a web server leaves it.
                let command = Command("llm-gateway", program: "/usr/bin/env", arguments: ["-i", binary])
                try await command.run { process in
                    try await Waiting.until("it listens") {
                        try await Deployment.accepts(unixSocket: "\(directory)/gateway.sock")
                    }
                    try process.send(.terminate)
                    #expect(try await process.waitForExit() == .exited(0), "\(process.report)")
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aProcessThatNobodyNeedsEnds() async throws {
            let configuration = DeploymentConfiguration(environment: ["GATEWAY_IDLE_EXIT": "1.5"])
            try await withGateway(configuration) { deployment in
                // A request that takes longer keeps it.
                let model = ModelName.unique("chunks=5,interval=600")
                let result = try await deployment.client().stream(GenerationRequest("local/\(model)"))
                #expect(result.finalChunk?.text == SimulatorText.words(5))
                #expect(try await deployment.gateway.waitForExit() == .exited(0), "\(deployment.gateway.report)")
                #expect(deployment.gateway.standardError.text.contains("GATEWAY_IDLE_EXIT"))
                #expect(!FileManager.default.fileExists(atPath: deployment.socketPath))
            }
        }

        @Test(.timeLimit(.minutes(1)), .enabled(if: Launcher.canPassSockets))
        func descriptorsOfSomebodyElseAreClosed() async throws {
            try await TemporaryDirectory.with { directory in
                let script = #"exec 7>"$1/seven" 9<"$1" 200>"$1/two-hundred"; shift; exec "$@""#
                let arguments = ["-c", script, "bash", directory, try Binaries.gateway]
                var command = Command("llm-gateway", program: "/bin/bash", arguments: arguments)
                command.environment["GATEWAY_LISTEN"] = "unix:\(directory)/gateway.sock"
                try await command.run { process in
                    try await Waiting.until("it listens") {
                        try await Deployment.accepts(unixSocket: "\(directory)/gateway.sock")
                    }
                    let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.identifier)/fd")
                    for descriptor in open {
                        let path = "/proc/\(process.identifier)/fd/\(descriptor)"
                        let target = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) ?? ""
                        #expect(!target.hasPrefix(directory), "\(descriptor) is \(target)")
                    }
                    #expect(!open.contains("200"))
                }
            }
        }
    }
}
