// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Clients that leave: the provider's call ends at once, wherever it is.
    @Suite(.deployment())
    struct CancellationTests {
        private static let limit = 100.0

        @Test(.timeLimit(.minutes(2)), arguments: ConnectionMode.allCases)
        func inMidStreamItTakesNoTime(_ mode: ConnectionMode) async throws {
            let times = try await Self.measure("mid-stream, \(mode)") {
                try await leave(mode, "chunks=100000,interval=20") { connection in
                    for _ in 0..<3 { _ = try await connection.nextEvent() }
                }
            }
            #expect(times.max < Self.limit)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ConnectionMode.allCases,
            ["fault=hang", "delay=60000", "fault=stall"]
        )
        func beforeTheFirstWord(_ mode: ConnectionMode, _ keys: String) async throws {
            let times = try await Self.measure("before the first word, \(keys), \(mode)", tries: 5) {
                try await leave(mode, keys) { _ in }
            }
            #expect(times.max < Self.limit)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ConnectionMode.allCases,
            ["fault=hang", "delay=60000", "fault=stall@4"]
        )
        func inAPlainCall(_ mode: ConnectionMode, _ keys: String) async throws {
            let times = try await Self.measure("plain, \(keys), \(mode)", tries: 5) {
                try await leave(mode, keys, isStream: false) { _ in }
            }
            #expect(times.max < Self.limit)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func betweenWordsOfAProviderThatStalls(_ mode: ConnectionMode) async throws {
            let times = try await Self.measure("stalled, \(mode)", tries: 5) {
                try await leave(mode, "fault=stall@2") { connection in
                    for _ in 0..<2 { _ = try await connection.nextEvent() }
                }
            }
            #expect(times.max < Self.limit)
        }

        @Test(.timeLimit(.minutes(1)))
        func whileConnecting() async throws {
            try await SilentListener.with { port in
                let configuration = DeploymentConfiguration(
                    hasSimulator: false,
                    environment: [
                        "LOCAL_BASE_URL": "http://127.0.0.1:\(port)/v1", "GATEWAY_CONNECT_TIMEOUT": "50",
                        "GATEWAY_MAX_REQUESTS": "1",
                    ]
                )
                try await withGateway(configuration) { deployment in
                    let client = try deployment.client()
                    for request in [try GenerationRequest("local/a").stream, try GenerationRequest("local/a").plain] {
                        try await Waiting.until("all others are gone") {
                            try await Waiting.isSteady(for: .milliseconds(200)) { try deployment.descriptors }
                        }
                        let before = try deployment.descriptors
                        try await client.open(request) { _ in
                            // A connection to the provider that is being made already would do for it as well.
                            try await Waiting.until("the client is there") { try deployment.descriptors > before }
                            // There is no room for a second one while the first waits for its connection.
                            try await Waiting.until("the request is there") {
                                try await client.send(.get("/")).status == 503
                            }
                        }
                        try await Waiting.until("the request is gone", within: .seconds(5)) {
                            try await client.send(.get("/")).status == 200
                        }
                    }
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func anAttemptToConnectDoesNotKeepTheProcessAlive() async throws {
            try await SilentListener.with { port in
                let configuration = DeploymentConfiguration(
                    hasSimulator: false,
                    environment: ["LOCAL_BASE_URL": "http://127.0.0.1:\(port)/v1", "GATEWAY_CONNECT_TIMEOUT": "50"]
                )
                try await withGateway(configuration) { deployment in
                    let before = try deployment.descriptors
                    try await deployment.client().open(try GenerationRequest("local/a").stream) { _ in
                        // The client's connection, and the one that is being made.
                        try await Waiting.until("the gateway connects") { try deployment.descriptors >= before + 2 }
                    }
                    try await deployment.waitForDescriptors(before, tolerance: 1)
                    try deployment.gateway.send(.terminate)
                    #expect(try await deployment.gateway.waitForExit(within: .seconds(15)) == .exited(0))
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func nothingIsLeftOpen() async throws {
            let deployment = try Shared.deployment
            try await deployment.simulator.waitUntilIdle()
            let before = try deployment.descriptors
            for keys in ["fault=hang", "chunks=1000,interval=20", "delay=60000", "fault=stall@3"] {
                for _ in 0..<5 { _ = try await leave(.closed, keys) { _ in } }
            }
            try await deployment.simulator.waitUntilIdle()
            try await deployment.waitForDescriptors(before)
            #expect(try await deployment.client().send(.get("/")).status == 200)
        }

        /// Asks, leaves, and returns the milliseconds until the simulator saw its connection closed.
        private func leave(
            _ mode: ConnectionMode,
            _ keys: String,
            isStream: Bool = true,
            after wait: (TestConnection) async throws -> Void
        ) async throws -> Double {
            let deployment = try Shared.deployment
            let model = ModelName.unique(keys)
            let request = GenerationRequest("local/\(model)")
            let closed = try await deployment.client(mode).open(isStream ? try request.stream : try request.plain) {
                _ = try await deployment.simulator.request(model: model)
                try await wait($0)
                return await $0.close()
            }
            let ended = try await deployment.simulator.endedRequest(model: model)
            #expect(ended.outcome == "client-closed")
            let nanoseconds = try #require(ended.endedNanoseconds)
            return (Double(nanoseconds) - Double(closed)) / 1_000_000
        }

        /// Measures several times; a round that something else on the machine has disturbed is repeated.
        private static func measure(
            _ what: String,
            tries: Int = 20,
            _ time: () async throws -> Double
        ) async throws -> (median: Double, max: Double) {
            var figures = (median: 0.0, max: Double.infinity)
            for _ in 0..<3 where figures.max >= limit {
                var times: [Double] = []
                for _ in 0..<tries { times.append(try await time()) }
                times.sort()
                figures = (times[tries / 2], times[tries - 1])
                let rounded = [figures.median, figures.max].map { ($0 * 100).rounded() / 100 }
                print("cancellation, \(what): p50 \(rounded[0]) ms, max \(rounded[1]) ms of \(tries)")
            }
            return figures
        }
    }
}
