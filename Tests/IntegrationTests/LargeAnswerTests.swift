// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Streams of large pieces, and of very many small ones.
    @Suite(.deployment())
    struct LargeAnswerTests {
        @Test(.timeLimit(.minutes(2)), arguments: ConnectionMode.allCases)
        func aPieceMayHaveAMegabyte(_ mode: ConnectionMode) async throws {
            let request = GenerationRequest("local/demo,chunks=4,size=1048576")
            let result = try await Shared.deployment.client(mode).stream(request)
            #expect(result.error == nil)
            #expect(result.chunks.map(\.text.utf8.count) == [1 << 20, 1 << 20, 1 << 20, 1 << 20])
            let text = try #require(result.finalChunk?.text)
            #expect(Array(text.utf8) == SimulatorText.bytes(4 << 20))
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func theNextRequestsAreAnsweredAsUsual(_ mode: ConnectionMode) async throws {
            var client = try Shared.deployment.client(mode)
            client.limit = .seconds(15)
            let large = try await client.stream(GenerationRequest("local/demo,chunks=1,size=1048576"))
            #expect(large.finalChunk?.text.utf8.count == 1 << 20)
            // Every event loop of the gateway has its turn, with the connection that carried the large piece.
            for _ in 0..<8 {
                #expect(try await client.stream(GenerationRequest("local/demo")).error == nil)
            }
        }

        @Test(.timeLimit(.minutes(3)), arguments: [(ConnectionMode.closed, 100_000), (.kept, 10_000)])
        func aHundredThousandPiecesAreAllThere(_ mode: ConnectionMode, _ count: Int) async throws {
            let request = GenerationRequest("local/demo,chunks=\(count),size=1")
            var client = try Shared.deployment.client(mode)
            // Twenty seconds when nothing else runs, and a minute on a machine that is busy with something else.
            client.limit = .seconds(170)
            let result = try await client.stream(request)
            #expect(result.chunks.count == count)
            let isComplete = result.text == SimulatorText.bytes(count)
            #expect(isComplete)
            #expect(result.finalChunk?.usage == TokenUsage(prompt: 4, completion: count))
        }

        @Test(.timeLimit(.minutes(1)))
        func anEventThatIsTooLargeIsAnError() async throws {
            let request = GenerationRequest("local/demo,chunks=1,size=8388608")
            let response = try await Shared.deployment.client().send(try request.stream)
            try response.expectError(500, "larger than")
            #expect(response.header("X-Provider-Status") == "invalid-response")
        }
    }
}
