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
@testable import Gateway

/// Whether an answer is asked for as a stream, and what comes of the other form.
@Suite struct StreamOrDocumentTests {
    private static let document =
        #"{"choices":[{"index":0,"message":{"content":"Hello!"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}"#
    private static let events = [
        #"{"choices":[{"index":0,"delta":{"content":"Hel"}}]}"#,
        #"{"choices":[{"index":0,"delta":{"content":"lo!"},"finish_reason":"stop"}]}"#,
        #"{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}"#,
    ]
    private static let answer = Outcome(
        text: "Hello!",
        completion: ChatCompletion(
            finishReason: .stop,
            usage: Usage(promptTokens: 9, completionTokens: 2, totalTokens: 11)
        )
    )

    private func streamed(_ upstream: ScriptedUpstream) throws -> [Bool?] {
        try upstream.requests.map { try JSONValue(parsing: $0.body[...])["stream"]?.boolValue }
    }

    private func client(_ responses: [ScriptedResponse]) -> (ProviderClient, ScriptedUpstream) {
        let upstream = ScriptedUpstream(responses)
        return (ProviderClient(upstream: upstream), upstream)
    }

    @Test(arguments: ["openai", "groq", "anthropic"])
    func aHostedProviderIsToldNotToStream(_ name: String) async throws {
        let (client, upstream) = client([])
        _ = await Run.complete(client, .scripted(name))
        #expect(try streamed(upstream) == [false])
    }

    @Test func aServerOfOnesOwnIsAskedForAStreamAndTheAnswerIsOne() async throws {
        for response in [ScriptedResponse.events(Self.events), ScriptedResponse(Self.document)] {
            let (client, upstream) = client([response])
            #expect(await Run.complete(client, .scripted("local")) == Self.answer)
            #expect(try streamed(upstream) == [true])
        }
    }

    @Test func furtherProvidersAreAskedForAStreamToo() throws {
        let configuration = ProviderConfiguration(
            settings: ["mistral": ProviderSettings(key: Secret("k")), "own": ProviderSettings(baseURL: "http://h")],
            furtherProviders: ["mistral", "own"]
        )
        let registry = try ProviderRegistry(configuration)
        #expect(registry.providers.filter(\.collectsStreams).map(\.name) == ["local", "mistral", "own"])
    }

    private static let onlyStreams = [
        ScriptedResponse(
            status: 400,
            #"{"error":{"message":"This model only supports stream mode, please enable it."}}"#
        ),
        ScriptedResponse(status: 400, #"{"detail":"Requests for m must have stream=true"}"#),
        ScriptedResponse(status: 422, #"{"error":{"message":"Not so.","param":"stream"}}"#),
        ScriptedResponse(status: 403, "Non-streaming calls are disabled for this endpoint"),
        ScriptedResponse(status: 501, #"{"message":"Set STREAM, nothing else is implemented"}"#),
    ]

    @Test(arguments: onlyStreams)
    func whatOnlyStreamsIsAskedForAStream(_ rejection: ScriptedResponse) async throws {
        let stream = ScriptedResponse.events(Self.events)
        let (client, upstream) = client([rejection, stream, stream])
        #expect(await Run.complete(client, .scripted("openai"), .brief("m")) == Self.answer)
        // It has helped, and so the next call begins with it.
        #expect(await Run.complete(client, .scripted("openai"), .brief("m")) == Self.answer)
        #expect(try streamed(upstream) == [false, true, true])
    }

    @Test func whatDidNotHelpIsNotRemembered() async throws {
        let rejection = Self.onlyStreams[0]
        let (client, upstream) = client([rejection, rejection, rejection])
        #expect(await Run.complete(client, .scripted("openai"), .brief("m")).error?.kind == .status(400))
        _ = await Run.complete(client, .scripted("openai"), .brief("m"))
        #expect(try streamed(upstream).prefix(3) == [false, true, false])
    }

    @Test(arguments: [
        ScriptedResponse(
            status: 400,
            #"{"error":{"message":"Your organization must be verified to stream this model.","param":"stream","code":"unsupported_value"}}"#
        ),
        ScriptedResponse(status: 403, #"{"error":{"message":"Streaming is not available for your account"}}"#),
    ])
    func whatMayNotBeStreamedComesAsOneChunk(_ rejection: ScriptedResponse) async throws {
        let upstream = ScriptedUpstream([rejection, ScriptedResponse(Self.document)])
        let loop = InlineEventLoop()
        let sink = CollectingSink(eventLoop: loop)
        let client = ProviderClient(upstream: upstream)
        _ = try await client.stream(.brief("m"), with: .scripted("openai"), on: loop, into: sink)
        #expect(sink.calls.first == .text("Hello!"))
        #expect(sink.completions == [Self.answer.completion])
        #expect(try streamed(upstream) == [true, false])
    }

    /// A form that is not given in a stream is asked for in a document, and streams of texts stay streams.
    @Test(arguments: [
        "response format `json_schema` is not supported with streaming, set `stream` to false",
        "json_schema: only without streams", "structured output cannot be streamed",
    ])
    func aFormThatIsNotStreamedComesInADocument(_ message: String) async throws {
        let answer = ScriptedResponse(#"{"choices":[{"message":{"content":"{\"id\":\"a\"}"},"finish_reason":"stop"}]}"#)
        let rejection = ScriptedResponse(status: 400, #"{"error":{"message":"\#(message)"}}"#)
        let (client, upstream) = client([rejection, answer, answer, .events(Self.events)])
        var chat = ChatRequest.brief("m")
        chat.ask(forOneOf: ["a", "b"], as: "id")
        for _ in 1...2 {
            #expect(await Run.complete(client, .scripted("local"), chat).text == #"{"id":"a"}"#)
        }
        #expect(await Run.complete(client, .scripted("local"), .brief("m")) == Self.answer)
        #expect(try streamed(upstream) == [true, false, false, true])
        let formats = try upstream.requests.map { request in
            try JSONValue(parsing: request.body[...])["response_format"]?["type"]?.stringValue
        }
        #expect(formats == ["json_schema", "json_schema", "json_schema", nil])
    }

    /// A server that does not know the form at all is not asked for documents.
    @Test func aFormThatIsNotKnownIsLeftOutOfTheStream() async throws {
        let rejection = ScriptedResponse(status: 400, #"{"error":{"message":"response_format: unknown"}}"#)
        let (client, upstream) = client([rejection, rejection, .events(Self.events)])
        var chat = ChatRequest.brief("m")
        chat.ask(forOneOf: ["a", "b"], as: "id")
        #expect(await Run.complete(client, .scripted("local"), chat).text == "Hello!")
        #expect(try streamed(upstream) == [true, true, true])
    }

    @Test(arguments: [
        (400, "The upstream server has rejected it"), (500, "stream mode only"), (400, "stream_options is odd"),
        (404, "No such model"),
    ])
    func whatIsAboutSomethingElseIsNot(_ status: Int, _ message: String) async throws {
        let (client, upstream) = client([ScriptedResponse(status: status, #"{"error":{"message":"\#(message)"}}"#)])
        _ = await Run.complete(client, .scripted("openai"), .brief("m"))
        #expect(try streamed(upstream).contains(true) == false)
    }

    /// A stall between two pieces is a stall, in an answer that nobody sees before its end as well.
    @Test func anAnswerThatStallsIsNoAnswer() async {
        var response = ScriptedResponse.events([Self.events[0]], isDone: false)
        response.error = UpstreamError(.timeout(.idle), "nothing more came within 60.0 s")
        let outcome = await Run.complete([response])
        #expect(outcome.error?.kind == .timeout)
        #expect(outcome.text.isEmpty)
    }

    @Test func reasoningIsTheAnswerOnlyForWhoeverAsksForThat() async throws {
        let texts = [
            (
                ScriptedResponse.events([
                    #"{"choices":[{"delta":{"reasoning_content":"It is "}}]}"#,
                    #"{"choices":[{"delta":{"reasoning_content":"c\u0032"},"finish_reason":"stop"}]}"#,
                ]), "local"
            ),
            (
                ScriptedResponse(
                    #"{"choices":[{"message":{"content":null,"reasoning":"It is c2"},"finish_reason":"stop"}]}"#
                ), "openai"
            ),
            (
                ScriptedResponse(
                    #"{"choices":[{"message":{"content":"","thinking":"It is c2"},"finish_reason":"stop"}]}"#
                ), "local"
            ),
            (
                ScriptedResponse(#"{"content":[{"type":"thinking","thinking":"It is c2"}],"stop_reason":"end_turn"}"#),
                "anthropic"
            ),
            (
                ScriptedResponse(
                    #"{"candidates":[{"content":{"parts":[{"text":"It is c2","thought":true}]},"finishReason":"STOP"}]}"#
                ), "google"
            ),
        ]
        for (response, name) in texts {
            let loop = InlineEventLoop()
            let upstream = ScriptedUpstream([response, response])
            let client = ProviderClient(upstream: upstream)
            let answer = try await client.complete(.brief("m"), with: .scripted(name), on: loop).readingReasoning
            #expect(String(decoding: answer.text, as: UTF8.self) == "It is c2", "\(name)")
            #expect(answer.completion.finishReason == .stop)
            let outcome = await Run.complete(client, .scripted(name), .brief("m"))
            #expect(outcome.error?.kind == .emptyAnswer)
            #expect(outcome.error?.message.contains("nothing but its reasoning") == true)
        }
    }

    @Test func reasoningThatWasCutOffIsNoAnswer() async {
        let cut = ScriptedResponse(
            #"{"choices":[{"message":{"content":null,"reasoning":"It is c"},"finish_reason":"length"}]}"#
        )
        let client = ProviderClient(upstream: ScriptedUpstream([cut]))
        let answer = try? await client.complete(.brief("m"), with: .scripted("openai"), on: InlineEventLoop())
        #expect(answer?.reasoning?.isEmpty == false)
        #expect(answer?.readingReasoning.text.isEmpty == true)
    }

    /// What was thought at such length is no answer, and neither is the end of it.
    @Test(arguments: [([1 << 20], true), ([1 << 20, 1], false), ([1 << 19, 1 << 20, 8], false)])
    func reasoningIsKeptUpToOneMebibyte(_ sizes: [Int], _ isKept: Bool) async throws {
        let pieces = sizes.map {
            #"{"choices":[{"delta":{"reasoning":"\#(String(repeating: "c", count: $0))"}}]}"#
        }
        let end = #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#
        let client = ProviderClient(upstream: ScriptedUpstream([.events(pieces + [end])]))
        let loop = InlineEventLoop()
        do {
            let answer = try await client.complete(.brief("m"), with: .scripted("local"), on: loop).readingReasoning
            try answer.checkText(from: .scripted("local"))
            #expect(isKept)
            #expect(answer.text.count == sizes[0])
        } catch let error as ProviderError {
            #expect(!isKept)
            #expect(error.kind == .emptyAnswer)
        }
    }
}
