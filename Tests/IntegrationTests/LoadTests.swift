// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Many streams at once, and clients that do not read.
    @Suite(.deployment())
    struct LoadTests {
        private static let streams = 500
        private static let chunks = 50

        @Test(.timeLimit(.minutes(3)), arguments: ConnectionMode.allCases)
        func manyStreamsAtOnceAreAllComplete(_ mode: ConnectionMode) async throws {
            let deployment = try Shared.deployment
            let client = try deployment.client(mode)
            #expect(try await client.send(try GenerationRequest("local/demo").plain).status == 200)
            let before = try deployment.descriptors
            let start = MonotonicTime.nanoseconds
            let request = GenerationRequest("local/\(ModelName.unique("chunks=\(Self.chunks),interval=40,text=stamp"))")
            let results = try await withThrowingTaskGroup(of: StreamResult.self) { group in
                for _ in 0..<Self.streams { group.addTask { try await client.stream(request) } }
                return try await group.reduce(into: [StreamResult]()) { $0.append($1) }
            }
            let duration = Double(MonotonicTime.nanoseconds - start) / 1e9
            #expect(results.count == Self.streams)
            let expected = (0..<Self.chunks).map(String.init)
            var broken = 0
            var delays: [Double] = []
            for result in results {
                let stamps = result.chunks.map { $0.text.split(whereSeparator: { $0 == ":" || $0 == ";" }) }
                if result.finalChunk == nil || stamps.compactMap(\.first).map(String.init) != expected { broken += 1 }
                let times = result.events.filter { $0.data != nil }.map(\.nanoseconds)
                delays += zip(stamps, times).compactMap { stamp, time in
                    stamp.last.flatMap { Double($0) }.map { (Double(time) - $0) / 1e6 }
                }
            }
            #expect(broken == 0)
            delays.sort()
            let median = delays[delays.count / 2].rounded()
            let late = delays[delays.count * 99 / 100].rounded()
            print("figures, \(Self.streams) streams, \(mode): \(duration) s, chunk p50 \(median) ms, p99 \(late) ms")
            try await deployment.simulator.waitUntilIdle()
            // What may stay open are connections to the provider and, with the mode, kept ones of nginx.
            let kept = try await deployment.simulator.statistics().openConnections
            try await deployment.waitForDescriptors(before, tolerance: kept + (mode == .kept ? 64 : 0))
        }

        @Test(.timeLimit(.minutes(2)), arguments: ConnectionMode.allCases)
        func aClientThatDoesNotReadHoldsTheProviderBack(_ mode: ConnectionMode) async throws {
            let deployment = try Shared.deployment
            let client = try deployment.client(mode)
            let before = try deployment.gateway.figures.residentBytes
            // 12 MiB of text: more than all buffers between the simulator and the client together.
            let model = ModelName.unique("chunks=12288,size=1024")
            let count = 12_288
            try await client.open(try GenerationRequest("local/\(model)").stream) { connection in
                _ = try await connection.nextEvent()
                try await connection.pause()
                func sent() async throws -> Int { try await deployment.simulator.request(model: model).chunksSent }
                try await Waiting.until("the simulator is held back") {
                    try await Waiting.isSteady(for: .milliseconds(500)) { try await sent() }
                }
                #expect(try await sent() < count)
                // Others are not held back.
                let other = try await client.stream(GenerationRequest("local/demo"))
                #expect(other.finalChunk?.text == SimulatorText.standard)
                let growth = try deployment.gateway.figures.residentBytes - before
                let held = try await sent()
                print("figures, client that does not read, \(mode): \(held) chunks sent, RSS +\(growth >> 10) KiB")
                #expect(growth < 64 << 20)
                #expect(try await deployment.simulator.request(model: model).outcome == "running")

                try await connection.resume()
                let result = try await StreamResult(continuing: connection)
                #expect(result.error == nil)
                let isComplete = result.finalChunk.map { Array($0.text.utf8) == SimulatorText.bytes(count * 1024) }
                #expect(isComplete == true)
            }
            try await deployment.simulator.waitUntilIdle()
        }

        @Test(.timeLimit(.minutes(1)))
        func aClientThatLeavesWithoutReadingIsNoticed() async throws {
            let deployment = try Shared.deployment
            let model = ModelName.unique("chunks=1000000,size=1024")
            try await deployment.client().open(try GenerationRequest("local/\(model)").stream) { connection in
                _ = try await connection.nextEvent()
                try await connection.pause()
                try await Waiting.until("the simulator is held back") {
                    try await Waiting.isSteady(for: .milliseconds(300)) {
                        try await deployment.simulator.request(model: model).chunksSent
                    }
                }
            }
            #expect(try await deployment.simulator.endedRequest(model: model).outcome == "client-closed")
        }
    }
}
