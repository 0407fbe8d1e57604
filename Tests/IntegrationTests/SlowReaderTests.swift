// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Many clients that read long answers a few KiB at a time.
    @Suite(.deployment())
    struct SlowReaderTests {
        private static let readers = 50 / Patience.factor
        /// 100 MB of text each: more than all buffers between the simulator and a client, and what the client sips.
        private static let chunks = 100_000
        private static let sip = 4_096
        private static let sips = 50

        @Test(.timeLimit(.minutes(2 * Patience.factor)), arguments: ConnectionMode.allCases)
        func theyHoldTheirProvidersBackAndHarmNobody(_ mode: ConnectionMode) async throws {
            let deployment = try Shared.deployment
            let client = try deployment.client(mode)
            #expect(try await client.stream(GenerationRequest("local/demo")).finalChunk != nil)
            let descriptors = try deployment.descriptors
            let before = try deployment.gateway.figures.residentBytes
            let models = (0..<Self.readers).map { _ in ModelName.unique("chunks=\(Self.chunks),size=1024") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (news, report) = AsyncStream.makeStream(of: Void.self)
                let isOver = Flag()
                for model in models {
                    let request = try GenerationRequest("local/\(model)").stream
                    group.addTask {
                        try await client.open(request, isPaused: true) { connection in
                            var sips = 0
                            // To the end: nginx gives a client up that takes nothing for a minute.
                            while await !isOver.isSet {
                                try await connection.take(Self.sip)
                                sips += 1
                                if sips == Self.sips { report.yield() }
                                try await Task.sleep(for: .milliseconds(50))
                            }
                        }
                    }
                }
                // While they sip, another stream is as it always is.
                let other = try await client.stream(GenerationRequest("local/demo,chunks=50,interval=20"))
                #expect(other.finalChunk?.text == SimulatorText.words(50))
                for await _ in news.prefix(Self.readers) {}

                let growth = try deployment.gateway.figures.residentBytes - before
                var sent = 0
                for model in models {
                    let request = try await deployment.simulator.request(model: model)
                    #expect(request.outcome == "running")
                    #expect(request.chunksSent < Self.chunks)
                    sent += request.chunksSent
                }
                print(
                    "figures, \(Self.readers) slow readers, \(mode): \(sent) of \(Self.readers * Self.chunks) chunks sent,"
                        + " RSS +\(growth >> 10) KiB"
                )
                #expect(growth < (128 << 20) * Patience.factor)
                await isOver.set()
                try await group.waitForAll()
            }
            try await deployment.simulator.waitUntilIdle()
            for model in models {
                #expect(try await deployment.simulator.request(model: model).outcome == "client-closed")
            }
            let kept = try await deployment.simulator.statistics().openConnections
            try await deployment.waitForDescriptors(descriptors, tolerance: kept + (mode == .kept ? 64 : 0))
        }
    }
}
