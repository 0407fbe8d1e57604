// SPDX-License-Identifier: Apache-2.0

import Chat
import Dialects
import NIOCore
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts

/// How a stream reaches its sink, and what the provider's connection is told.
@Suite struct StreamTests {
    private static func text(_ text: String) -> String {
        #"data: {"choices":[{"index":0,"delta":{"content":"\#(text)"}}]}"# + "\n\n"
    }

    private static let end =
        #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"# + "\n\ndata: [DONE]\n\n"
    private static let completion = ChatCompletion(finishReason: .stop, usage: nil)

    private struct Trace {
        var calls: [CollectingSink.Call]
        var demands: [ScriptedUpstream.Demand]
        var error: ProviderError?
        var callsOffTheLoop = 0
    }

    private func run(
        _ pieces: [String],
        holdsBack: Bool = false,
        isAlwaysInside: Bool = true,
        error: UpstreamError? = nil,
        limits: ProviderLimits = ProviderLimits()
    ) async -> Trace {
        var response = ScriptedResponse(error: error)
        response.pieces = pieces.map { Array($0.utf8) }
        let upstream = ScriptedUpstream([response])
        let loop = InlineEventLoop(isAlwaysInside: isAlwaysInside)
        let sink = CollectingSink(eventLoop: loop, holdsBack: holdsBack)
        let client = ProviderClient(upstream: upstream, limits: limits)
        do {
            let completion = try await client.stream(.brief(), with: .scripted("local"), on: loop, into: sink)
            #expect(sink.completions == [completion])
            return Trace(calls: sink.calls, demands: upstream.demands, callsOffTheLoop: sink.callsOffTheLoop)
        } catch {
            #expect(sink.completions.isEmpty)
            return Trace(calls: sink.calls, demands: upstream.demands, error: error as? ProviderError)
        }
    }

    @Test func oneFlushForEachRead() async {
        let run = await run([Self.text("a") + Self.text("b"), ": ping\n\n", Self.text("c"), Self.end, "data: late\n\n"])
        #expect(
            run.calls == [.text("a"), .text("b"), .flush, .text("c"), .flush, .completion(Self.completion), .flush]
        )
        #expect(run.demands == [.more, .more, .more, .complete])
    }

    @Test func aFullSinkHoldsTheProviderBack() async {
        let run = await run([Self.text("a"), Self.text("b"), ": ping\n\n", Self.end], holdsBack: true)
        #expect(run.demands == [.after, .after, .more, .complete])
    }

    @Test func everythingInOneRead() async {
        let run = await run([Self.text("a") + Self.end])
        #expect(run.calls == [.text("a"), .completion(Self.completion), .flush])
        #expect(run.demands == [.complete])
    }

    @Test func anErrorStopsTheProvider() async {
        let run = await run([Self.text("a") + "data: {\"error\":\"x\"}\n\n" + Self.text("b"), Self.text("c")])
        #expect(run.calls == [.text("a"), .flush])
        #expect(run.demands == [.stop])
        #expect(run.error?.kind == .reported)
    }

    @Test func theEndOfTheBodyComesOnTheLoopToo() async {
        let end = #"data: {"choices":[{"index":0,"delta":{"content":"b"},"finish_reason":"stop"}]}"#
        let run = await run([end], isAlwaysInside: false)
        #expect(run.calls == [.text("b"), .completion(Self.completion), .flush])
        #expect(run.callsOffTheLoop == 0)
    }

    @Test(arguments: [UpstreamError.Code.cutOff, .timeout(.idle), .timeout(.total)])
    func aFinishedAnswerSurvivesItsConnection(_ code: UpstreamError.Code) async {
        let finish = #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"# + "\n\n"
        let run = await run([Self.text("a"), finish], error: UpstreamError(code, "x"))
        #expect(run.error == nil)
        #expect(run.calls == [.text("a"), .flush, .completion(Self.completion), .flush])
    }

    @Test(arguments: [
        (UpstreamError.Code.cutOff, ProviderError.Kind.truncated), (.timeout(.idle), .timeout),
        (.cancelled, .cancelled),
    ])
    func anUnfinishedAnswerDoesNot(_ code: UpstreamError.Code, _ kind: ProviderError.Kind) async {
        let run = await run([Self.text("a")], error: UpstreamError(code, "x"))
        #expect(run.error?.kind == kind)
        #expect(run.error?.isRetriable == false)
        #expect(run.calls == [.text("a"), .flush])
    }

    /// The last remark may say why an answer ends; half of an end mark says nothing.
    @Test(arguments: [
        ("data: [DO", ""), ("data: [", ""), ("data: 17\n\ndata: [en", ""),
        ("data: worker 7 restarts\n\ndata: [D", ": worker 7 restarts"),
        ("data: [worker 7 restarts]\n\n", ": [worker 7 restarts]"), ("data: worker 7 resta", ": worker 7 resta"),
    ])
    func halfAnEndMarkIsNoReason(_ last: String, _ reason: String) async {
        let run = await run([Self.text("a"), last])
        #expect(run.error?.kind == .truncated)
        #expect(run.error?.message == "The provider local ended the answer before it was complete" + reason)
    }

    @Test func cancelledAfterTheFinishReasonIsCancelled() async {
        let finish = #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"# + "\n\n"
        let run = await run([Self.text("a"), finish], error: UpstreamError(.cancelled, "x"))
        #expect(run.error?.kind == .cancelled)
    }

    @Test func limits() async {
        let limits = ProviderLimits(answer: 100, errorBody: 50, event: 200)
        let manyTexts = await run(Array(repeating: Self.text("0123456789"), count: 11), limits: limits)
        #expect(manyTexts.error?.kind == .invalidResponse)
        #expect(manyTexts.demands.last == .stop)
        #expect(manyTexts.calls.count == 20)

        let bigEvent = await run([Self.text(String(repeating: "x", count: 200))], limits: limits)
        #expect(bigEvent.error?.kind == .invalidResponse)

        let bigDocument = await run(["{" + String(repeating: " ", count: 200)], limits: limits)
        #expect(bigDocument.error?.message == "The provider local sent an answer that is larger than 100 bytes")
        #expect(bigDocument.demands == [.stop])

        let plain = ScriptedResponse("{" + String(repeating: " ", count: 200))
        #expect(await failure(of: plain, under: limits)?.kind == .invalidResponse)
        let failed = ScriptedResponse(status: 500, #"{"error":"\#(String(repeating: "x", count: 200))"}"#)
        #expect(await failure(of: failed, under: limits)?.kind == .status(500))
    }

    private func failure(of response: ScriptedResponse, under limits: ProviderLimits) async -> ProviderError? {
        let client = ProviderClient(upstream: ScriptedUpstream([response]), limits: limits)
        do {
            _ = try await client.complete(.brief(), with: .scripted("local"), on: InlineEventLoop())
            return nil
        } catch {
            return error as? ProviderError
        }
    }

    @Test func anErrorStatusCountsAlthoughItsBodyIsCut() async {
        let response = ScriptedResponse(status: 503, "{\"error", error: UpstreamError(.cutOff, "x"))
        let outcomes = [
            await Run.stream([response]), await Run.complete([response]),
        ]
        #expect(outcomes.map { $0.error?.kind } == [.status(503), .status(503)])
    }

    @Test func largeAndManyDeltas() async {
        let big = String(repeating: "x", count: 1 << 20)
        let one = await run([Self.text(big) + Self.end])
        #expect(one.calls.first == .text(big))

        let many = await run([String(repeating: Self.text("y"), count: 20_000) + Self.end])
        #expect(many.calls.count == 20_002)
    }
}
