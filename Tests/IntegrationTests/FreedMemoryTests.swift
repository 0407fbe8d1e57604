// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// What the gateway still holds once a large answer is gone.
    @Suite(.deployment([.closed]), .enabled(if: Patience.factor == 1, "a sanitizer has a heap of its own"))
    struct FreedMemoryTests {
        private static let rounds = 5
        /// More than heaps keep that have nothing large on them, 4 MiB each, and less than the 16 MiB that they kept of these
        /// answers.
        private static let most = 12 << 20

        /// A heap that learns from the largest block how large a hole may be keeps such a hole when smaller answers follow.
        @Test(.timeLimit(.minutes(2)))
        func largeAnswersLeaveNothingBehind() async throws {
            let deployment = try Shared.deployment
            let client = try deployment.client(.closed)
            // What the first requests make for good is no growth.
            try await expectAnswers(client, chunks: 10, of: 1_000)
            let before = try await Self.steadyMemory(of: deployment)
            try await expectAnswers(client, chunks: 6, of: 1 << 20)
            var most = 0
            for _ in 0..<Self.rounds {
                try await expectAnswers(client, chunks: 2_000, of: 1_000)
                most = max(most, try await Self.steadyMemory(of: deployment))
            }
            print("figures, RSS after large answers: \(before >> 10) KiB, then up to \(most >> 10) KiB")
            #expect(most - before < Self.most)
        }

        private func expectAnswers(_ client: TestClient, chunks: Int, of size: Int) async throws {
            let request = try GenerationRequest("local/demo,chunks=\(chunks),size=\(size)").plain
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await client.send(request).text.utf8.count }
                }
                for try await count in group { #expect(count > chunks * size) }
            }
        }

        /// The memory once it changes no more: a request's last bytes are freed a moment after its answer.
        private static func steadyMemory(of deployment: Deployment) async throws -> Int {
            try await deployment.simulator.waitUntilIdle()
            return try await Waiting.value("the gateway's memory is steady") {
                let isSteady = try await Waiting.isSteady(for: .milliseconds(300)) {
                    [try deployment.gateway.figures.residentBytes]
                }
                return isSteady ? try deployment.gateway.figures.residentBytes : nil
            }
        }
    }
}
