// SPDX-License-Identifier: Apache-2.0

import Chat
import Dialects
import JSONCoding
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts

/// How the form of an answer is asked for, and what happens when a provider does not take that.
@Suite struct ResponseFormatTests {
    private static let answer = ScriptedResponse(
        #"{"choices":[{"message":{"content":"{\"class_id\":\"c2\"}"},"finish_reason":"stop"}]}"#
    )

    private struct Calls {
        var bodies: [JSONValue]
        var errors: [ProviderError?]

        /// The types of the formats that were asked for.
        var formats: [String?] { bodies.map { $0["response_format"]?["type"]?.stringValue } }
        /// Whether every call brought an answer.
        var haveSucceeded: Bool { errors.allSatisfy { $0 == nil } }
    }

    /// Runs chats one after the other with one client.
    private func run(
        _ responses: [ScriptedResponse],
        from provider: String,
        _ chats: ChatRequest...
    ) async throws -> Calls {
        let upstream = ScriptedUpstream(responses)
        let client = ProviderClient(upstream: upstream)
        var errors: [ProviderError?] = []
        for chat in chats {
            do {
                _ = try await client.complete(chat, with: .scripted(provider), on: InlineEventLoop())
                errors.append(nil)
            } catch {
                errors.append(error as? ProviderError)
            }
        }
        return Calls(bodies: try upstream.requests.map { try JSONValue(parsing: $0.body[...]) }, errors: errors)
    }

    private static func rejection(_ body: String, status: Int = 400) -> ScriptedResponse {
        ScriptedResponse(status: status, body)
    }

    private func body(_ provider: String, _ chat: ChatRequest, streaming: Bool = false) throws -> JSONValue {
        let request = Provider.scripted(provider).request(chat, streaming: streaming)
        return try JSONValue(parsing: request.body[...])
    }

    @Test(arguments: [("local", 1_000), ("openai", 1_000), ("groq", 250)])
    func longEnumsAreSentWhereTheServerTakesThem(_ provider: String, _ most: Int) throws {
        for (count, isSent) in [(250, true), (most, true), (most + 1, false)] {
            let values = (1...count).map { "c\($0)" }
            let body = try body(provider, .choice("gpt-4o", values: values))
            let member = body["response_format"]?["json_schema"]?["schema"]?["properties"]?["class_id"]
            #expect(member?["type"]?.stringValue == "string")
            #expect(member?["enum"]?.arrayValue?.compactMap(\.stringValue) == (isSent ? values : nil))
        }
    }

    @Test(arguments: [
        ("gpt-4o", "json_schema"), ("gpt-4o-mini", "json_schema"), ("gpt-4o-2024-05-13", "json_object"),
        ("gpt-4.1", "json_schema"), ("gpt-4.5-preview", "json_schema"), ("gpt-5-nano", "json_schema"),
        ("gpt-5.4", "json_schema"), ("o3", "json_schema"), ("something-new", "json_schema"),
        ("gpt-3.5-turbo", "json_object"), ("gpt-3.5-turbo-0125", "json_object"), ("gpt-4-turbo", "json_object"),
        ("gpt-4-turbo-2024-04-09", "json_object"), ("gpt-4-1106-preview", "json_object"),
        ("ft:gpt-3.5-turbo-0125:acme::x", "json_object"), ("gpt-4", nil), ("GPT-4-0613", nil), ("gpt-4-32k", nil),
        ("ft:gpt-4-0613:acme::x", nil), ("o1-mini", nil), ("o1-preview-2024-09-12", nil),
    ])
    func formsByModelOfOpenAI(_ model: String, _ type: String?) throws {
        let body = try body("openai", .choice(model))
        #expect(body["response_format"]?["type"]?.stringValue == type)
    }

    @Test(arguments: [
        "gpt-5", "gpt-5-mini", "gpt-5-nano", "gpt-5-2025-08-07", "gpt-5-mini-2025-08-07", "gpt-5.5", "gpt-5.6-mini",
        "o3", "o3-mini", "o3-mini-2025-01-31", "o4-mini", "ft:o4-mini-2025-04-16:acme::x",
    ])
    func littleReasoningIsAskedFor(_ model: String) throws {
        #expect(try body("openai", .choice(model))["reasoning_effort"]?.stringValue == "low")
        #expect(try body("openai", .brief(model))["reasoning_effort"] == nil)
    }

    @Test(arguments: [
        "gpt-5-pro", "gpt-5-chat-latest", "gpt-5-codex", "gpt-5.1", "gpt-5.4-mini", "gpt-5.2-pro", "gpt-5.5-pro",
        "gpt-5.1-chat-latest", "gpt-5.7", "gpt-5.55", "gpt-50", "o1", "o1-mini", "o3-pro", "o3-deep-research", "gpt-4o",
        "something-new",
    ])
    func reasoningIsLeftAlone(_ model: String) throws {
        #expect(try body("openai", .choice(model))["reasoning_effort"] == nil)
    }

    @Test func schemasOfGroqAreStrictWhereTheyCanBe() throws {
        for (model, isStrict) in [("openai/gpt-oss-20b", true), ("meta-llama/llama-4-scout-17b-16e-instruct", false)] {
            let body = try body("groq", .choice(model))
            #expect(body["response_format"]?["json_schema"]?["strict"]?.boolValue == isStrict)
        }
    }

    @Test func streamsOfGroqHaveNoFormat() throws {
        #expect(try body("groq", .choice("openai/gpt-oss-20b"), streaming: true)["response_format"] == nil)
        #expect(try body("openai", .choice("gpt-4o"), streaming: true)["response_format"] != nil)
    }

    /// The words with which servers turn a schema away.
    @Test(arguments: [
        (
            "openai",
            rejection(
                #"{"error":{"message":"Invalid parameter: 'response_format' of type 'json_schema' is not supported with "#
                    + #"this model.","type":"invalid_request_error","param":null,"code":null}}"#
            )
        ),
        (
            "openai",
            rejection(#"{"error":{"message":"x","param":"response_format","code":"invalid_parameter"}}"#)
        ),
        (
            "openai",
            rejection(#"{"error":{"message":"Invalid schema for it: x","type":"invalid_request_error","code":null}}"#)
        ),
        (
            "groq",
            rejection(
                #"{"error":{"message":"This model does not support response format `json_schema`. See the docs","#
                    + #""type":"invalid_request_error"}}"#
            )
        ),
        (
            "local",
            rejection(
                #"{"error":{"message":"1 validation error: response_format.type Input should be 'text' or "#
                    + #"'json_object'","type":"internal_server_error","param":null,"code":null}}"#,
                status: 500
            )
        ),
        (
            "local",
            rejection(
                #"{"detail":[{"type":"literal_error","loc":["body","response_format","type"],"msg":"Input"}]}"#,
                status: 422
            )
        ),
        ("local", rejection(#"{"object":"error","message":"guided decoding is off","code":400}"#)),
        ("local", rejection(#"{"error":"Structured output is not supported"}"#)),
    ])
    func withoutSchema(_ provider: String, _ rejection: ScriptedResponse) async throws {
        let responses = [rejection, Self.answer, Self.answer, Self.answer]
        let run = try await run(responses, from: provider, .choice("new"), .choice("new"), .brief("new"))
        #expect(run.formats == ["json_schema", "json_object", "json_object", nil])
        #expect(run.haveSucceeded)
    }

    /// Such as LM Studio, which takes schemas alone, would say of a schema that it cannot use.
    @Test func withoutAnyFormat() async throws {
        let schema = Self.rejection(#"{"error":"Invalid schema"}"#)
        let object = Self.rejection(#"{"error":"'response_format.type' must be 'json_schema' or 'text'"}"#)
        let responses = [schema, object, Self.answer, Self.answer]
        let run = try await run(responses, from: "local", .choice("m"), .choice("m"))
        #expect(run.formats == ["json_schema", "json_object", nil, nil])
        #expect(run.haveSucceeded)
    }

    @Test func withoutTheWordJSONInTheMessages() async throws {
        let rejection = Self.rejection(
            #"{"error":{"message":"'messages' must contain the word 'json' in some form, to use 'response_format' of "#
                + #"type 'json_object'.","type":"invalid_request_error","param":"messages","code":null}}"#
        )
        let run = try await run([rejection, Self.answer], from: "openai", .choice("gpt-3.5-turbo"))
        #expect(run.formats == ["json_object", nil])
        #expect(run.haveSucceeded)
    }

    @Test func streamsAreAskedForLessToo() async throws {
        let rejection = Self.rejection(#"{"error":{"message":"Argument not supported: responseFormat"}}"#)
        let events = ScriptedResponse.events([
            #"{"choices":[{"index":0,"delta":{"content":"c2"},"finish_reason":"stop"}]}"#
        ])
        let upstream = ScriptedUpstream([rejection, rejection, events])
        let outcome = await Run.stream(ProviderClient(upstream: upstream), .scripted("local"), .choice("m"))
        #expect(outcome.text == "c2")
        #expect(upstream.bodies.map { $0.contains("response_format") } == [true, true, false])
    }

    /// The model failed this once; the next call is asked in the same way as this one was.
    @Test func anAnswerThatBreaksTheFormIsAskedForAgainWithoutOne() async throws {
        let failure = Self.rejection(
            #"{"error":{"message":"Failed to generate JSON. Please adjust your prompt. See 'failed_generation'","#
                + #""type":"invalid_request_error","code":"json_validate_failed","failed_generation":"no"}}"#
        )
        let responses = [failure, Self.answer, Self.answer, failure, failure]
        let chats: [ChatRequest] = [.choice("m"), .choice("m"), .choice("m")]
        let run = try await run(responses, from: "groq", chats[0], chats[1], chats[2])
        #expect(run.formats == ["json_schema", nil, "json_schema", "json_schema", nil])
        #expect(run.errors.map { $0?.kind } == [nil, nil, .status(400)])
        #expect(run.errors.last??.message.hasSuffix("See 'failed_generation'") == true)
    }

    /// What the message names first was not sent, so that it cannot be what is to be left out.
    @Test func aFormatThatDoesNotGoWithTheModelsReasoning() async throws {
        let rejection = Self.rejection(#"{"error":{"message":"`reasoning_format` raw is not allowed with JSON mode"}}"#)
        let responses = [rejection, rejection, Self.answer]
        let run = try await run(responses, from: "groq", .choice("some-thinker"))
        #expect(run.formats == ["json_schema", "json_object", nil])
        #expect(run.haveSucceeded)
    }

    /// All that can be wrong with one request is found and learnt in one call.
    @Test func formatAndParameterInOneCall() async throws {
        let temperature = Self.rejection(#"{"error":{"message":"x","param":"temperature","code":"unsupported_value"}}"#)
        let format = Self.rejection(#"{"error":{"message":"x","param":"response_format","code":null}}"#)
        let responses = [temperature, format, format, Self.answer, Self.answer, Self.answer]
        let run = try await run(responses, from: "openai", .choice("new"), .choice("new"), .brief("new"))
        #expect(run.formats == ["json_schema", "json_schema", "json_object", nil, nil, nil])
        #expect(run.bodies.map { $0["temperature"] == nil } == [false, true, true, true, true, true])
        #expect(run.haveSucceeded)
    }

    @Test func effortIsLeftOut() async throws {
        let rejection = Self.rejection(
            #"{"error":{"message":"Unsupported value: 'low'","param":"reasoning_effort","code":"unsupported_value"}}"#
        )
        let run = try await run([rejection, Self.answer, Self.answer], from: "openai", .choice("o3"), .choice("o3"))
        #expect(run.bodies.map { $0["reasoning_effort"]?.stringValue } == ["low", nil, nil])
        #expect(run.formats == ["json_schema", "json_schema", "json_schema"])
    }

    @Test(arguments: [
        rejection(#"{"error":{"message":"x","param":"response_format"}}"#),
        rejection(#"{"error":{"message":"x","code":"json_validate_failed"}}"#),
        rejection(#"{"error":"json_schema"}"#, status: 500),
    ])
    func textsHaveNoFormatToLeaveOut(_ rejection: ScriptedResponse) async throws {
        let run = try await run([rejection, Self.answer], from: "local", .brief())
        #expect(run.bodies.count == 1)
        #expect(run.errors[0] != nil)
    }

    @Test(arguments: [
        rejection(#"{"error":{"message":"x","param":"response_format"}}"#, status: 401),
        rejection(#"{"error":{"message":"the server is down"}}"#, status: 500),
        rejection(#"{"error":{"message":"response_format"}}"#, status: 503),
    ])
    func otherRejectionsEndTheCall(_ rejection: ScriptedResponse) async throws {
        let run = try await run([rejection, Self.answer], from: "local", .choice("m"))
        #expect(run.bodies.count == 1)
        #expect(run.errors[0] != nil)
    }
}
