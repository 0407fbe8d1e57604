// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// What large bodies leave behind, and how many of them are taken.
    @Suite struct LargeBodyTests {
        private static let large = 2 << 20
        private static let burst = 8

        private static func request(_ model: String, _ size: Int) throws -> TestRequest {
            // With escapes, as texts of several lines have them: such a text is in memory apart from the body.
            let prompt = String(repeating: "All work and no play\n", count: size / 22)
            return try GenerationRequest("local/\(model)", userPrompt: prompt).plain
        }

        /// A sanitizer keeps what was freed.
        @Test(.timeLimit(.minutes(4)), .enabled(if: Patience.factor == 1), arguments: [false, true])
        func memoryIsBackSoonAfterABurst(_ leaves: Bool) async throws {
            let limit = ["GATEWAY_MAX_MEMORY": "1000000000"]
            try await withGateway(DeploymentConfiguration(environment: limit)) { deployment in
                let client = try deployment.client()
                #expect(try await client.send(try GenerationRequest("local/demo").plain).status == 200)
                let idle = try deployment.gateway.figures.residentBytes
                let model = ModelName.unique("delay=\(leaves ? 60_000 : 4_000)")
                let request = try Self.request(model, Self.large)
                let peak = try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<Self.burst {
                        group.addTask {
                            try await client.open(request) { connection in
                                if leaves {
                                    try await Waiting.until("all are with the provider", within: .seconds(100)) {
                                        try await deployment.simulator.requests(model: model).count == Self.burst
                                    }
                                } else {
                                    let response = try await connection.response()
                                    #expect(response.status == 200, "\(response.text)")
                                }
                            }
                        }
                    }
                    var peak = 0
                    while try await deployment.simulator.requests(model: model).count < Self.burst {
                        try await Task.sleep(for: .milliseconds(50))
                        peak = max(peak, try deployment.gateway.figures.residentBytes)
                    }
                    peak = max(peak, try deployment.gateway.figures.residentBytes)
                    try await group.waitForAll()
                    return peak
                }
                // Each is there at least once: what is given back below was there.
                #expect(peak - idle > Self.burst * Self.large)
                // Twice each, and some of them once more at a moment.
                #expect(peak - idle < Self.burst * Self.large * 5 / 2)
                try await Waiting.until("memory is given back", within: .seconds(20)) {
                    try deployment.gateway.figures.residentBytes < idle + 10 << 20
                }
            }
        }

        /// Bodies that are too small to be mapped by themselves leave holes in the heap.
        @Test(.timeLimit(.minutes(2)), .enabled(if: Patience.factor == 1))
        func memoryIsBackSoonAfterACrowd() async throws {
            try await withGateway(DeploymentConfiguration()) { deployment in
                let client = try deployment.client()
                #expect(try await client.send(try GenerationRequest("local/demo").plain).status == 200)
                let idle = try deployment.gateway.figures.residentBytes
                let model = ModelName.unique("delay=5000")
                let request = try Self.request(model, 60_000)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<150 {
                        group.addTask {
                            let status = try await client.send(request).status
                            #expect(status == 200)
                        }
                    }
                    try await group.waitForAll()
                }
                try await Waiting.until("memory is given back", within: .seconds(20)) {
                    try deployment.gateway.figures.residentBytes < idle + 10 << 20
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func bodiesInFlightHaveALimit() async throws {
            let limit = ["GATEWAY_MAX_MEMORY": "1000000"]
            try await withGateway(DeploymentConfiguration(environment: limit)) { deployment in
                let client = try deployment.client()
                let model = ModelName.unique("delay=60000")
                try await client.open(try Self.request(model, 600_000)) { _ in
                    try await Waiting.until("the first is with its provider") {
                        try await !deployment.simulator.requests(model: model).isEmpty
                    }
                    // One that waits for its provider counts: there is room for a small one only.
                    let refused = try await client.send(try Self.request("demo", 600_000))
                    try refused.expectError(503, "GATEWAY_MAX_MEMORY")
                    #expect(refused.header("Retry-After").flatMap { Int($0) } ?? 0 > 0)
                    #expect(try await client.send(try Self.request("demo", 300_000)).status == 200)
                }
                try await Waiting.until("the first has given its room back") {
                    try await client.send(try Self.request("demo", 600_000)).status == 200
                }
                // One alone that is over it.
                try await client.send(try Self.request("demo", 1_200_000)).expectError(503, "GATEWAY_MAX_MEMORY")
            }
        }
    }
}
