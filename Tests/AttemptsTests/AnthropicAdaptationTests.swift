// SPDX-License-Identifier: Apache-2.0

import Chat
import Dialects
import JSONCoding
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts

/// What happens when Anthropic rejects a part of a request.
@Suite struct AnthropicAdaptationTests {
    private static let answer = ScriptedResponse(
        #"{"type":"message","content":[{"type":"text","text":"Hello!"}],"stop_reason":"end_turn"}"#
    )

    static func rejection(
        _ message: String,
        status: Int = 400,
        type: String = "invalid_request_error"
    ) -> ScriptedResponse {
        ScriptedResponse(
            status: status,
            #"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"},"request_id":"req_1"}"#
        )
    }

    private func run(
        _ responses: [ScriptedResponse],
        model: String = "claude-haiku-4-5",
        format: ResponseFormat = .text,
        times: Int = 1
    ) async throws -> (bodies: [JSONValue], errors: [ProviderError?]) {
        let upstream = ScriptedUpstream(responses)
        let client = ProviderClient(upstream: upstream)
        var chat = ChatRequest.brief(model)
        chat.responseFormat = format
        var errors: [ProviderError?] = []
        for _ in 0..<times {
            do {
                _ = try await client.complete(chat, with: .scripted("anthropic"), on: InlineEventLoop())
                errors.append(nil)
            } catch {
                errors.append(error as? ProviderError)
            }
        }
        return (try upstream.requests.map { try JSONValue(parsing: $0.body[...]) }, errors)
    }

    private static let choice = ResponseFormat.choice(name: "classification", member: "class_id", values: ["c1", "c2"])

    @Test(arguments: [
        "`temperature` is deprecated for this model.",
        "temperature: Extra inputs are not permitted",
    ])
    func temperatureIsLeftOut(_ message: String) async throws {
        let run = try await run([Self.rejection(message), Self.answer, Self.answer], times: 2)
        #expect(run.errors.allSatisfy { $0 == nil })
        #expect(run.bodies.map { $0["temperature"] == nil } == [false, true, true])
    }

    @Test(arguments: [
        "output_config.format: Extra inputs are not permitted",
        "'claude-haiku-4-5' does not support output_format.",
        "This model does not support structured outputs",
        "Schema is too complex for compilation",
        "The compiled grammar is too large",
    ])
    func responseFormatIsLeftOut(_ message: String) async throws {
        let run = try await run([Self.rejection(message), Self.answer, Self.answer], format: Self.choice, times: 2)
        #expect(run.errors.allSatisfy { $0 == nil })
        #expect(run.bodies.map { $0["output_config"] == nil } == [false, true, true])
        #expect(run.bodies.allSatisfy { $0["temperature"]?.doubleValue == 0.2 })
    }

    private func next(_ model: String, _ current: RequestChanges, _ message: String) -> RequestChanges? {
        Provider.scripted("anthropic").next(message, of: .choice(model), current: [current])?.changes
    }

    @Test func oneAfterTheOtherAndNeverTheSameTwice() {
        let model = "claude-haiku-4-5"
        let temperature = "`temperature` is deprecated for this model."
        let format = "output_config.format: Extra inputs are not permitted"
        #expect(next(model, [], temperature) == .omitsTemperature)
        #expect(next(model, [], format) == .omitsResponseFormat)
        #expect(next(model, .omitsTemperature, format) == [.omitsTemperature, .omitsResponseFormat])
        #expect(next(model, .omitsResponseFormat, temperature) == [.omitsTemperature, .omitsResponseFormat])
        #expect(next(model, .omitsTemperature, temperature) == nil)
        #expect(next(model, [.omitsTemperature, .omitsResponseFormat], format) == nil)
        #expect(next(model, [], "This model does not support the effort parameter.") == nil)
        #expect(next(model, [], "system: text is not taken here") == .mergesSystemText)
    }

    @Test func effortIsLeftOut() {
        let model = "claude-opus-5"
        let effort = "output_config.effort: This model does not support effort level 'low'."
        let config = "output_config: Extra inputs are not permitted"
        #expect(next(model, [], effort) == .omitsThinking)
        #expect(next(model, .omitsThinking, effort) == [.omitsThinking, .omitsResponseFormat])
        #expect(next(model, [], config) == .omitsResponseFormat)
        #expect(next(model, .omitsResponseFormat, config) == [.omitsThinking, .omitsResponseFormat])
        #expect(next(model, [.omitsThinking, .omitsResponseFormat], config) == nil)
    }

    /// The limit must be there, so that it is lowered and never left out.
    @Test func theLimitIsLowered() async throws {
        let model = Self.rejection("max_tokens: 256 > 200, which is the maximum allowed number of output tokens for it")
        let context = Self.rejection(
            "input length and `max_tokens` exceed context limit: 950 + 200 > 1000, decrease input length or `max_tokens`"
        )
        let run = try await run([model, context, Self.answer, Self.answer], times: 2)
        #expect(run.errors.allSatisfy { $0 == nil })
        #expect(run.bodies.map { $0["max_tokens"]?.intValue } == [256, 200, 50, 200])
    }

    @Test func theSameRejectionTwiceEndsTheCall() async throws {
        let rejection = Self.rejection("`temperature` is deprecated for this model.")
        let run = try await run([rejection, rejection, Self.answer])
        #expect(run.bodies.count == 2)
        #expect(run.errors.first??.kind == .status(400))
    }

    @Test(arguments: [
        ("claude-haiku-4-5", rejection("prompt is too long: 210000 tokens > 200000 maximum")),
        ("claude-haiku-4-5", rejection("This model does not support effort level 'xhigh'.")),
        ("claude-haiku-4-5", rejection("output_config.format: Extra inputs are not permitted")),
        ("claude-haiku-4-5", rejection("max_tokens: is strange")),
        ("claude-haiku-4-5", rejection("temperature", status: 401, type: "authentication_error")),
        ("claude-haiku-4-5", rejection("temperature", status: 529, type: "overloaded_error")),
        // What was not sent cannot be left out.
        ("claude-opus-5", rejection("`temperature` is deprecated for this model.")),
    ])
    func otherRejectionsEndTheCall(_ model: String, _ rejection: ScriptedResponse) async throws {
        let run = try await run([rejection, Self.answer], model: model)
        #expect(run.bodies.count == 1)
        #expect(run.errors.first??.message.isEmpty == false)
    }
}
