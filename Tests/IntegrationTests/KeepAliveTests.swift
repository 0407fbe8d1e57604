// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Streams whose provider is silent for a while.
    @Suite(.deployment(environment: ["GATEWAY_KEEPALIVE_INTERVAL": "0.2"]))
    struct KeepAliveTests {
        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func aSilentProviderIsBridgedBeforeTheFirstWord(_ mode: ConnectionMode) async throws {
            let request = GenerationRequest("local/demo,delay=1500")
            let result = try await Shared.deployment.client(mode).stream(request)
            let silence = result.events.prefix(while: \.isComment)
            // 1.5 s are seven intervals; a busy machine may miss some.
            #expect((2...8).contains(silence.count))
            #expect(silence.map(\.event) == silence.map { _ in .comment("keep-alive") })
            #expect(result.finalChunk?.text == SimulatorText.standard)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func aSilentProviderIsBridgedBetweenWords(_ mode: ConnectionMode) async throws {
            let request = GenerationRequest("local/demo,chunks=3,interval=700")
            let result = try await Shared.deployment.client(mode).stream(request)
            #expect(result.chunks.count == 3)
            let first = try #require(result.events.firstIndex { $0.data != nil })
            let rest = result.events[result.events.index(after: first)...]
            let second = try #require(rest.firstIndex { $0.data != nil })
            let comments = rest[..<second].filter(\.isComment)
            #expect((1...4).contains(comments.count))
        }

        @Test(.timeLimit(.minutes(1)))
        func aBusyProviderNeedsNoComments() async throws {
            let request = GenerationRequest("local/demo,chunks=40,interval=20")
            let result = try await Shared.deployment.client().stream(request)
            // None is expected; a machine that sleeps for a moment may cause one.
            let comments = result.events.filter(\.isComment)
            #expect(comments.count <= 2)
        }

        @Test(.timeLimit(.minutes(1)))
        func aFailureAfterTheHeadIsAnEvent() async throws {
            // The comments have sent the head: the status cannot tell of it any more.
            let request = GenerationRequest("local/demo,delay=800,status=429,message=slow_down_please")
            let result = try await Shared.deployment.client().stream(request)
            #expect(result.chunks.isEmpty)
            #expect(result.finalChunk == nil)
            let message = try #require(result.error)
            #expect(message.contains("local"))
            #expect(message.contains("429"))
            #expect(message.contains("slow down please"))
        }
    }
}
