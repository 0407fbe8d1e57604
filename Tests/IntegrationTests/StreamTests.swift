// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Answers that come as they are written.
    @Suite(.deployment())
    struct StreamTests {
        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func theBytesAreTheReferences(_ mode: ConnectionMode) async throws {
            let request = GenerationRequest("local/demo,chunks=2", userPrompt: "Count two")
            let response = try await Shared.deployment.client(mode).send(try request.stream)
            #expect(response.status == 200)
            #expect(response.header("Content-Type") == "text/event-stream; charset=utf-8")
            #expect(response.header("Cache-Control") == "no-cache")
            #expect(response.isComplete)
            let identifier = try #require(response.header("X-Request-ID"))
            let identifiers = response.text.matches(of: /"id":"([^"]+)"/).map(\.output.1)
            #expect(identifiers.count == 3)
            #expect(Set(identifiers).count == 3)
            #expect(identifiers.allSatisfy { $0.hasPrefix(identifier) })
            let ids = identifiers + ["", "", ""]
            #expect(
                response.text == """
                    data: {"id":"\(ids[0])","text":"The ","is_final":false,"usage":null}

                    data: {"id":"\(ids[1])","text":"quick ","is_final":false,"usage":null}

                    data: {"id":"\(ids[2])","text":"The quick ","is_final":true,\
                    "usage":{"prompt_tokens":2,"completion_tokens":2,"total_tokens":4}}


                    """
            )
        }

        static let forms = [
            "eol=crlf", "eol=cr", "space=off", "comments=on", "comments=inside", "bom=on", "blank-end=off", "role=none",
            "role=null", "batch=100", "split=1", "split=7,eol=crlf", "array=on", "encoding=close", "done=off",
            "done=spaces", "done=then-data", "finish-in=last", "finish-twice=on", "usage=finish", "usage=every",
            "usage=xgroq", "usage=then-null", "usage=float", "fault=not-sse", "delay=300",
            "done=off,encoding=close,blank-end=off",
        ]

        @Test(.timeLimit(.minutes(1)), arguments: forms)
        func everyFormOfAStreamGivesTheSame(_ keys: String) async throws {
            let result = try await Shared.deployment.client().stream(GenerationRequest("local/demo,\(keys)"))
            #expect(result.error == nil)
            let final = try #require(result.finalChunk)
            #expect(final.text == SimulatorText.standard)
            #expect(final.usage == TokenUsage(prompt: 4, completion: 8))
        }

        @Test(.timeLimit(.minutes(1)))
        func withoutCountsTheUsageIsNull() async throws {
            let request = GenerationRequest("local/demo,usage=off")
            let response = try await Shared.deployment.client().send(try request.stream)
            #expect(response.text.hasSuffix("\"is_final\":true,\"usage\":null}\n\n"))
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["length", "content_filter"])
        func anAnswerThatWasCutOffHasAFinalChunk(_ reason: String) async throws {
            let request = GenerationRequest("local/demo,finish=\(reason)")
            let result = try await Shared.deployment.client().stream(request)
            #expect(result.finalChunk?.text == SimulatorText.standard)
            #expect(result.finalChunk?.finishReason == reason)
        }

        @Test(.timeLimit(.minutes(1)))
        func reasoningIsNoText() async throws {
            let request = GenerationRequest("local/demo,reasoning=5")
            let result = try await Shared.deployment.client().stream(request)
            #expect(result.chunks.count == 8)
            #expect(result.finalChunk?.text == SimulatorText.standard)
            #expect(result.finalChunk?.usage == TokenUsage(prompt: 4, completion: 13))
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ConnectionMode.allCases,
            ["", ",escape=on", ",split=5", ",batch=20,split=3", ",size=5"]
        )
        func textArrivesUnharmed(_ mode: ConnectionMode, _ keys: String) async throws {
            let request = GenerationRequest("local/demo,text=emoji,chunks=20\(keys)")
            let result = try await Shared.deployment.client(mode).stream(request)
            let isCut = keys.contains("size")
            if isCut {
                #expect(result.chunks.count == 20)
            } else {
                #expect(result.text == Array(SimulatorText.emoji.joined().utf8))
                #expect(result.chunks.map { Array($0.text.utf8) } == SimulatorText.emoji.map { Array($0.utf8) })
            }
            #expect(result.finalChunk != nil)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func chunksComeAtTheProvidersPace(_ mode: ConnectionMode) async throws {
            let deployment = try Shared.deployment
            let model = ModelName.unique("chunks=16,interval=100,text=stamp")
            let result = try await deployment.client(mode).stream(GenerationRequest("local/\(model)"))
            let times = result.events.filter { $0.data != nil }.map(\.nanoseconds).dropLast()
            #expect(times.count == 16)
            let gaps = zip(times, times.dropFirst()).map { ($1 - $0) / 1_000_000 }.sorted()
            let median = gaps[gaps.count / 2]
            #expect((80...120).contains(median), "gaps in ms: \(gaps)")
            let ended = try #require(try await deployment.simulator.endedRequest(model: model).endedNanoseconds)
            let first = try #require(times.first)
            #expect(first + 1_000_000_000 < ended)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func fiveStreamsInARowOnOneGateway(_ mode: ConnectionMode) async throws {
            for count in 1...5 {
                let request = GenerationRequest("local/demo,chunks=\(count)")
                let result = try await Shared.deployment.client(mode).stream(request)
                #expect(result.chunks.count == count)
                #expect(result.finalChunk?.text == SimulatorText.words(count))
            }
        }
    }
}
