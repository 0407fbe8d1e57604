// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts

/// Waiting for a model that a server is loading.
@Suite struct LoadingTests {
    private static let loading = ScriptedResponse(
        status: 503,
        #"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#
    )
    private static let answer = ScriptedResponse(#"{"choices":[{"message":{"content":"Hello!"}}]}"#)
    private static let patient = ProviderLimits(loading: .seconds(3600), loadingPause: .milliseconds(1))

    private func run(
        _ responses: [ScriptedResponse],
        from provider: Provider = .scripted("local"),
        streaming: Bool = false,
        limits: ProviderLimits = patient
    ) async -> (outcome: Outcome, attempts: Int) {
        let upstream = ScriptedUpstream(responses)
        let client = ProviderClient(upstream: upstream, limits: limits)
        let outcome = await streaming ? Run.stream(client, provider) : Run.complete(client, provider)
        return (outcome, upstream.requests.count)
    }

    @Test(arguments: [false, true])
    func theAnswerIsAwaited(_ streaming: Bool) async {
        let run = await run([Self.loading, Self.loading, Self.loading, Self.answer], streaming: streaming)
        #expect(run.outcome.text == "Hello!")
        #expect(run.attempts == 4)
    }

    @Test(arguments: [
        #"{"error":"Model test-model is currently loading","estimated_time":20.0}"#,
        #"{"message":"Loading the model"}"#,
        "still loading model",
    ])
    func wordings(_ body: String) async {
        let run = await run([ScriptedResponse(status: 503, body), Self.answer])
        #expect(run.outcome.text == "Hello!")
    }

    @Test(arguments: [
        ScriptedResponse(status: 503, #"{"error":"Server overloaded, please retry shortly"}"#),
        ScriptedResponse(status: 503, #"{"error":"failed loading model"}"#),
        ScriptedResponse(status: 500, #"{"error":"Loading model"}"#),
        ScriptedResponse(status: 503),
    ])
    func nothingElseIsAwaited(_ response: ScriptedResponse) async {
        let run = await run([response, Self.answer])
        #expect(run.outcome.error?.kind == .status(response.status))
        #expect(run.attempts == 1)
    }

    @Test(arguments: ["openai", "groq"])
    func servicesAreNotAwaited(_ provider: String) async {
        let run = await run([Self.loading, Self.answer], from: .scripted(provider))
        #expect(run.outcome.error?.kind == .status(503))
        #expect(run.attempts == 1)
    }

    @Test func furtherProvidersAreAwaited() async throws {
        let configuration = ProviderConfiguration(
            settings: ["mine": ProviderSettings(baseURL: "http://mine.example")],
            furtherProviders: ["mine"]
        )
        let provider = try #require(ProviderRegistry(configuration)["mine"])
        #expect(await run([Self.loading, Self.answer], from: provider).outcome.text == "Hello!")
    }

    /// The last word is the provider's own.
    @Test func patienceEnds() async {
        let limits = ProviderLimits(loading: .milliseconds(30), loadingPause: .milliseconds(1))
        let run = await run(Array(repeating: Self.loading, count: 1000), limits: limits)
        #expect(run.outcome.error?.kind == .status(503))
        #expect(run.outcome.error?.message == "The provider local answered with status 503: Loading model")
        #expect(run.outcome.error?.isRetriable == true)
        #expect(run.attempts < 1000)
    }

    @Test func withoutTimeNothingIsAwaited() async {
        let run = await run([Self.loading, Self.answer], limits: ProviderLimits())
        #expect(run.outcome.error?.kind == .status(503))
        #expect(run.attempts == 1)
    }

    @Test func waitingIsNoAdaptation() async {
        let rejection = ScriptedResponse(status: 400, #"{"error":"stream_options is not supported"}"#)
        let responses = [Self.loading, Self.loading, rejection, Self.loading, Self.answer]
        let run = await run(responses, streaming: true)
        #expect(run.outcome.text == "Hello!")
        #expect(run.attempts == 5)
    }

    @Test func cancellationEndsTheWait() async {
        let limits = ProviderLimits(loading: .seconds(600), loadingPause: .seconds(600))
        let task = Task { await run([Self.loading, Self.answer], limits: limits) }
        task.cancel()
        let cancelled = await task.value
        #expect(cancelled.outcome.error?.kind == .cancelled)
        #expect(cancelled.attempts == 1)
    }
}
