// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Clients that leave: the provider's call ends at once, wherever it is.
    @Suite(.deployment())
    struct CancellationTests {
        @Test(.timeLimit(.minutes(2)), arguments: ConnectionMode.allCases)
        func inMidStreamItTakesNoTime(_ mode: ConnectionMode) async throws {
            let times = try await CancellationTime.measure("mid-stream, \(mode)") { try await leaveInMidStream(mode) }
            #expect(times.max < CancellationTime.limit)
        }

        @Test(.timeLimit(.minutes(2 * Patience.factor)), arguments: ConnectionMode.allCases)
        func inMidStreamAmongManyOthers(_ mode: ConnectionMode) async throws {
            let client = try Shared.deployment.client(mode)
            let background = try GenerationRequest("local/\(ModelName.unique("chunks=100000,interval=500"))").stream
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (starts, start) = AsyncStream.makeStream(of: Void.self)
                let count = 200
                for _ in 0..<count {
                    group.addTask {
                        try await client.open(background) { connection in
                            _ = try await connection.nextEvent()
                            start.yield()
                            while try await connection.nextEvent() != nil {}
                            if !Task.isCancelled { throw TestFailure("a stream in the background has ended") }
                        }
                    }
                }
                for await _ in starts.prefix(count) {}
                // All processes of the test share the machine.
                let limit = 10 * CancellationTime.limit
                let what = "mid-stream among \(count), \(mode)"
                let times = try await CancellationTime.measure(what, tries: 10, below: limit) {
                    try await leaveInMidStream(mode)
                }
                #expect(times.max < limit)
                group.cancelAll()
                try await group.waitForAll()
            }
            try await Shared.deployment.simulator.waitUntilIdle()
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ConnectionMode.allCases,
            ["fault=hang", "delay=60000", "fault=stall"]
        )
        func beforeTheFirstWord(_ mode: ConnectionMode, _ keys: String) async throws {
            let times = try await CancellationTime.measure("before the first word, \(keys), \(mode)", tries: 5) {
                try await leave(mode, keys)
            }
            #expect(times.max < CancellationTime.limit)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ConnectionMode.allCases,
            ["fault=hang", "delay=60000", "fault=stall@4"]
        )
        func inAPlainCall(_ mode: ConnectionMode, _ keys: String) async throws {
            let times = try await CancellationTime.measure("plain, \(keys), \(mode)", tries: 5) {
                let model = ModelName.unique(keys)
                let request = try GenerationRequest("local/\(model)").plain
                return try await CancellationTime.afterLeaving(request, model: model, mode)
            }
            #expect(times.max < CancellationTime.limit)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func betweenWordsOfAProviderThatStalls(_ mode: ConnectionMode) async throws {
            let times = try await CancellationTime.measure("stalled, \(mode)", tries: 5) {
                try await leave(mode, "fault=stall@2", events: 2)
            }
            #expect(times.max < CancellationTime.limit)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ConnectionMode.allCases,
            ["fault=hang", "delay=60000", "fault=stall"]
        )
        func inASummarization(_ mode: ConnectionMode, _ keys: String) async throws {
            let times = try await CancellationTime.measure("summarization, \(keys), \(mode)", tries: 5) {
                let model = ModelName.unique(keys)
                let request = try TaskRequest("local/\(model)", "A long story of a ship.").summarization
                return try await CancellationTime.afterLeaving(request, model: model, mode)
            }
            #expect(times.max < CancellationTime.limit)
        }

        @Test(.timeLimit(.minutes(2)), arguments: ConnectionMode.allCases, [1, 2])
        func inACallOfAClassification(_ mode: ConnectionMode, _ call: Int) async throws {
            let times = try await CancellationTime.measure("classification, call \(call), \(mode)", tries: 3) {
                // No class is blue, so there is a second call; each takes long enough to leave in the middle.
                let model = ModelName.unique("\(SimulatorKeys.answer("blue")),delay=\(2_000 * Patience.factor)")
                let request = TaskRequest("local/\(model)", "What is it?", classes: AskedModel.classes)
                return try await CancellationTime.afterLeaving(
                    try request.classification,
                    model: model,
                    mode,
                    calls: call
                )
            }
            #expect(times.max < CancellationTime.limit)
        }

        @Test(.timeLimit(.minutes(1)))
        func nothingIsLeftOpen() async throws {
            let deployment = try Shared.deployment
            try await deployment.simulator.waitUntilIdle()
            let before = try deployment.descriptors
            for keys in ["fault=hang", "chunks=1000,interval=20", "delay=60000", "fault=stall@3"] {
                for _ in 0..<5 { _ = try await leave(.closed, keys) }
            }
            try await deployment.simulator.waitUntilIdle()
            try await deployment.waitForDescriptors(before)
            #expect(try await deployment.client().send(.get("/")).status == 200)
        }

        private func leaveInMidStream(_ mode: ConnectionMode) async throws -> Double {
            try await leave(mode, "chunks=100000,interval=20", events: 3)
        }

        /// Leaves a stream after some events.
        private func leave(_ mode: ConnectionMode, _ keys: String, events: Int = 0) async throws -> Double {
            let model = ModelName.unique(keys)
            let request = try GenerationRequest("local/\(model)").stream
            return try await CancellationTime.afterLeaving(request, model: model, mode) { connection in
                for _ in 0..<events { _ = try await connection.nextEvent() }
            }
        }
    }
}
