// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import JSONCoding
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts

/// What is not left out, and not changed, because the caller has named it.
@Suite struct FixedParametersTests {
    private static let rejection = ScriptedResponse(
        status: 400,
        #"{"error":{"message":"temperature is not supported with this model","type":"invalid_request_error"}}"#
    )
    private static let answers = [
        "local": #"{"choices":[{"message":{"content":"Hello!"},"finish_reason":"stop"}]}"#,
        "openai": #"{"choices":[{"message":{"content":"Hello!"},"finish_reason":"stop"}]}"#,
        "anthropic": #"{"content":[{"type":"text","text":"Hello!"}],"stop_reason":"end_turn"}"#,
        "google": #"{"candidates":[{"content":{"parts":[{"text":"Hello!"}]},"finishReason":"STOP"}]}"#,
    ]

    private func answer(_ provider: String) -> ScriptedResponse { ScriptedResponse(Self.answers[provider] ?? "") }

    private func chat(_ fixed: ChatParameters, model: String = "m") -> ChatRequest {
        var chat = ChatRequest.brief(model)
        chat.fixedParameters = fixed
        return chat
    }

    /// The temperatures that were sent, wherever they stand.
    private func temperatures(_ upstream: ScriptedUpstream) throws -> [Double?] {
        try upstream.requests.map { request in
            let body = try JSONValue(parsing: request.body[...])
            return (body["temperature"] ?? body["generationConfig"]?["temperature"])?.doubleValue
        }
    }

    @Test(arguments: ["local", "openai", "anthropic", "google"])
    func aNamedParameterEndsAsTheProvidersError(_ name: String) async throws {
        let upstream = ScriptedUpstream([Self.rejection, answer(name)])
        let outcome = await Run.complete(ProviderClient(upstream: upstream), .scripted(name), chat(.temperature))
        #expect(outcome.error?.kind == .status(400))
        #expect(outcome.error?.message.contains("temperature is not supported") == true)
        #expect(try temperatures(upstream) == [0.2])
    }

    @Test(arguments: ["local", "openai", "anthropic", "google"])
    func oneThatWasNotNamedIsLeftOut(_ name: String) async throws {
        let upstream = ScriptedUpstream([Self.rejection, answer(name)])
        let outcome = await Run.complete(ProviderClient(upstream: upstream), .scripted(name), chat(.maxTokens))
        #expect(outcome.text == "Hello!")
        #expect(try temperatures(upstream) == [0.2, nil])
    }

    /// What one caller's request has taught is not done to another one's.
    @Test func whatWasLearntLeavesNamedParametersAlone() async throws {
        let upstream = ScriptedUpstream([Self.rejection, answer("local"), answer("local"), answer("local")])
        let client = ProviderClient(upstream: upstream)
        for fixed in [[], .temperature, []] as [ChatParameters] {
            #expect(await Run.complete(client, .scripted("local"), chat(fixed)).text == "Hello!")
        }
        #expect(try temperatures(upstream) == [0.2, nil, 0.2, nil])
    }

    @Test func aLimitGetsItsOtherNameButNoOtherValue() async throws {
        let renaming = ScriptedResponse(
            status: 400,
            #"{"error":{"message":"Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.","#
                + #""param":"max_tokens","code":"unsupported_parameter"}}"#
        )
        let tooLarge = ScriptedResponse(
            status: 400,
            #"{"error":{"message":"max_completion_tokens must be at most 100"}}"#
        )
        let upstream = ScriptedUpstream([renaming, tooLarge, answer("local")])
        let outcome = await Run.complete(ProviderClient(upstream: upstream), .scripted("local"), chat(.maxTokens))
        #expect(outcome.error?.kind == .status(400))
        let bodies = try upstream.requests.map { try JSONValue(parsing: $0.body[...]) }
        #expect(bodies.map { $0["max_tokens"]?.intValue } == [256, nil])
        #expect(bodies.map { $0["max_completion_tokens"]?.intValue } == [nil, 256])
    }

    @Test(arguments: [("openai", "o3"), ("anthropic", "claude-opus-5")])
    func aNamedTemperatureIsSentToModelsThatAreKnownNotToTakeOne(_ name: String, _ model: String) throws {
        func temperature(_ fixed: ChatParameters) throws -> Double? {
            let request = Provider.scripted(name).request(chat(fixed, model: model))
            return try JSONValue(parsing: request.body[...])["temperature"]?.doubleValue
        }
        #expect(try temperature([]) == nil)
        #expect(try temperature(.temperature) == 0.2)
    }

    @Test func aNamedLimitIsNotCutToTheModels() throws {
        var chat = chat([], model: "claude-3-haiku-20240307")
        chat.maxTokens = 30_000
        func limit() throws -> Int? {
            try JSONValue(parsing: Provider.scripted("anthropic").request(chat).body[...])["max_tokens"]?.intValue
        }
        #expect(try limit() == 4_096)
        chat.fixedParameters = .maxTokens
        #expect(try limit() == 30_000)
    }
}
