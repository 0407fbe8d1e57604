// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// The end of a gateway that is in full use.
    @Suite struct DrainTests {
        private static let streams = 200
        private static let chunks = 40

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func allOfManyStreamsFinish(_ mode: ConnectionMode) async throws {
            try await withGateway(DeploymentConfiguration(webServer: .privateServer([mode]))) { deployment in
                let client = try deployment.client(mode)
                let keys = "chunks=\(Self.chunks),interval=\(100 * Patience.factor)"
                let request = try GenerationRequest("local/\(ModelName.unique(keys))").stream
                try await withThrowingTaskGroup(of: String?.self) { group in
                    let (starts, start) = AsyncStream.makeStream(of: Void.self)
                    for _ in 0..<Self.streams {
                        group.addTask {
                            try await client.open(request) { connection in
                                let first = try await connection.nextEvent()
                                start.yield()
                                let rest = try await StreamResult(continuing: connection)
                                return Self.fault(first, rest)
                            }
                        }
                    }
                    for await _ in starts.prefix(Self.streams) {}
                    try deployment.gateway.send(.terminate)
                    try await Waiting.until("no new connections") {
                        try await !Deployment.accepts(unixSocket: deployment.socketPath)
                    }
                    for request in [TestRequest.get("/"), request] {
                        let refused = try await client.send(request)
                        // In the words of the web server, which does not reach the gateway any more.
                        try refused.expectError(503, "not running")
                        #expect(refused.header("Retry-After") != nil)
                    }
                    #expect(deployment.gateway.exitStatus == nil)
                    var faults: [String] = []
                    for try await fault in group { if let fault { faults.append(fault) } }
                    #expect(faults == [])
                }
                #expect(try await deployment.gateway.waitForExit() == .exited(0), "\(deployment.gateway.report)")
                #expect(try await deployment.simulator.statistics().clientClosed == 0)
            }
        }

        /// What is wrong with a stream; nil when every chunk came, in order, and nothing else.
        private static func fault(_ first: ReceivedEvent?, _ rest: StreamResult) -> String? {
            if let error = rest.error { return error }
            let whole = SimulatorText.words(chunks)
            guard let data = first?.data, rest.chunks.count == chunks - 1 else { return "\(rest.chunks.count) chunks" }
            guard data.contains(#""text":"\#(SimulatorText.words(1))""#) else { return "it begins with \(data)" }
            guard SimulatorText.words(1) + String(decoding: rest.text, as: UTF8.self) == whole else { return "order" }
            return rest.finalChunk?.text == whole ? nil : "the final chunk is another one"
        }
    }
}
