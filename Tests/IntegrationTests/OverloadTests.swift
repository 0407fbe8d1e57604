// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Far more requests at once than the gateway is set to take.
    @Suite(.deployment(environment: ["GATEWAY_MAX_REQUESTS": "20"]))
    struct OverloadTests {
        private static let limit = 20
        private static let requests = 200

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func thoseWithinTheLimitAreAnsweredAndTheOthersRefused(_ mode: ConnectionMode) async throws {
            let deployment = try Shared.deployment
            let client = try deployment.client(mode)
            #expect(try await client.send(try GenerationRequest("local/demo").plain).status == 200)
            let before = try deployment.descriptors
            // Long enough for all of them to come while the first are being answered.
            let model = ModelName.unique("delay=\(4_000 * Patience.factor)")
            let request = try GenerationRequest("local/\(model)").plain
            let responses = try await withThrowingTaskGroup(of: TestResponse.self) { group in
                for _ in 0..<Self.requests { group.addTask { try await client.send(request) } }
                return try await group.reduce(into: [TestResponse]()) { $0.append($1) }
            }
            let answered = responses.filter { $0.status == 200 }
            #expect(answered.count == Self.limit)
            for response in answered {
                #expect(try response.decode(GenerationAnswer.self).content == SimulatorText.standard)
            }
            let refused = responses.filter { $0.status != 200 }
            #expect(refused.count == Self.requests - Self.limit)
            for response in refused {
                // The gateway's words: the web server says something else when it does not reach it.
                try response.expectError(503, "too many requests in flight")
                #expect(response.header("Retry-After").flatMap { Int($0) } ?? 0 > 0)
            }
            #expect(try await deployment.simulator.requests(model: model).count == Self.limit)

            #expect(try await client.stream(GenerationRequest("local/demo")).finalChunk?.text == SimulatorText.standard)
            // What may stay open are connections to the provider and, with the mode, kept ones of nginx.
            let kept = try await deployment.simulator.statistics().openConnections
            try await deployment.waitForDescriptors(before, tolerance: kept + (mode == .kept ? 64 : 0))
        }
    }
}
