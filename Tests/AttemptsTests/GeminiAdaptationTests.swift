// SPDX-License-Identifier: Apache-2.0

import Chat
import Dialects
import JSONCoding
import Providers
import Testing
import UpstreamTesting

@testable import Attempts

/// What happens when Gemini rejects a part of a request.
@Suite struct GeminiAdaptationTests {
    private let answer = ScriptedResponse(
        #"{"candidates":[{"content":{"parts":[{"text":"Hello!"}]},"finishReason":"STOP"}]}"#
    )

    private func rejection(_ message: String, status: Int = 400) -> ScriptedResponse {
        ScriptedResponse(
            status: status,
            #"{"error":{"code":\#(status),"message":"\#(message)","status":"INVALID_ARGUMENT"}}"#
        )
    }

    private func chat(_ model: String, isChoice: Bool = true) -> ChatRequest {
        var chat = ChatRequest.brief(model)
        if isChoice { chat.ask(forOneOf: ["c1", "c2"]) }
        return chat
    }

    private func adaptation(
        _ message: String,
        status: Int = 400,
        of chat: ChatRequest,
        current: RequestAdaptation = []
    ) -> RequestAdaptation? {
        Provider.scripted("google").next(message, status: status, of: chat, current: current)
    }

    static let messages: [(String, RequestChanges)] = [
        ("Developer instruction is not enabled for models/x", .mergesSystemText),
        ("System instruction is not enabled for models/x", .mergesSystemText),
        ("Unknown name \"systemInstruction\": Cannot find field.", .mergesSystemText),
        ("Thinking is not enabled for this model.", .omitsThinking),
        ("Budget 0 is invalid. This model only works in thinking mode.", .omitsThinking),
        ("The thinking budget 0 is invalid.", .omitsThinking),
        ("Thinking level MINIMAL is not supported for this model.", .omitsThinking),
        ("Unknown name \"thinkingLevel\" at 'generation_config.thinking_config': Cannot find field.", .omitsThinking),
        ("The model does not support setting thinking_budget to 0.", .omitsThinking),
        ("The specified schema produces a constraint that has too many states for serving.", .omitsSchema),
        ("generation_config.response_schema.properties[class_id].enum[0]: cannot be empty", .omitsSchema),
        ("Unknown name \"responseSchema\" at 'generation_config'", .omitsSchema),
        ("JSON mode is not enabled for models/x", .omitsResponseFormat),
        ("response_mime_type: allowed mimetypes are `text/plain`", .omitsResponseFormat),
        ("Unknown name \"responseMimeType\"", .omitsResponseFormat),
        ("JSON mode with a response schema is not enabled", .omitsResponseFormat),
        ("maxOutputTokens is not for this model", .omitsTokenLimit),
        ("Temperature is not supported by this model.", .omitsTemperature),
    ]

    @Test(arguments: messages)
    func rejection(_ message: String, _ change: RequestChanges) {
        let chat = chat("gemini-2.5-flash")
        #expect(adaptation(message, of: chat) == RequestAdaptation(change))
        #expect(adaptation(message, of: chat, current: [.omitsReasoningFormat]) == [.omitsReasoningFormat, change])
        #expect(adaptation(message, of: chat, current: [change]) != [change])
        #expect(adaptation(message, status: 403, of: chat) == nil)
    }

    @Test(arguments: [
        "API key not valid. Please pass a valid API key.", "Request contains an invalid argument.",
        "The input token count (1250025) exceeds the maximum number of tokens allowed (1048576).",
        "User location is not supported for the API use.", "",
    ])
    func otherRejections(_ message: String) {
        #expect(adaptation(message, of: chat("gemini-2.5-flash")) == nil)
    }

    @Test func whatWasNotSentIsNotLeftOut() {
        let thinking = "Thinking is not enabled"
        let schema = "too many states"
        let json = "JSON mode is not enabled"
        let system = "System instruction is not enabled"
        #expect(adaptation(thinking, of: chat("gemini-2.0-flash")) == nil)
        #expect(adaptation(schema, of: chat("gemini-2.0-flash", isChoice: false)) == nil)
        #expect(adaptation(json, of: chat("gemini-2.0-flash", isChoice: false)) == nil)
        #expect(adaptation(schema, of: chat("gemma-3-4b-it")) == nil)
        #expect(adaptation(json, of: chat("gemma-3-4b-it")) == nil)
        #expect(adaptation(system, of: chat("gemma-3-4b-it")) == nil)
        #expect(adaptation(schema, of: chat("gemini-2.0-flash"), current: [.omitsResponseFormat]) == nil)
        var chat = chat("gemini-2.5-flash")
        chat.messages = [ChatMessage(role: .user, "Say hello.")]
        #expect(adaptation(system, of: chat) == nil)
    }

    @Test func furtherAttemptsAndWhatIsLearnt() async throws {
        let upstream = ScriptedUpstream([
            rejection("Thinking is not enabled for this model."), rejection("Temperature is not supported"),
            rejection(
                "it has a maxOutputTokens value of 256 but the supported range is from 1 (inclusive) to 101 (exclusive)"
            ),
            answer, answer,
        ])
        let client = ProviderClient(upstream: upstream)
        for _ in 1...2 {
            let answer = try await client.complete(
                chat("gemini-2.5-flash"),
                with: .scripted("google"),
                on: InlineEventLoop()
            )
            #expect(answer.text.elementsEqual("Hello!".utf8))
        }
        #expect(upstream.bodies.map { $0.contains("thinkingConfig") } == [true, false, false, false, false])
        #expect(upstream.bodies.map { $0.contains("temperature") } == [true, true, false, false, false])
        #expect(upstream.bodies.map { $0.contains(#""maxOutputTokens":100"#) } == [false, false, false, true, true])
    }

    @Test func aRejectionInsideAStreamIsAdaptedToo() async throws {
        let event = #"{"error":{"code":400,"message":"Thinking is not enabled","status":"INVALID_ARGUMENT"}}"#
        let answer = #"{"candidates":[{"content":{"parts":[{"text":"Hello!"}]},"finishReason":"STOP"}]}"#
        let outcome = await Run.stream(
            [.events([event], isDone: false), .events([answer], isDone: false)],
            from: .scripted("google"),
            chat: chat("gemini-2.5-flash")
        )
        #expect(outcome.text == "Hello!")
        #expect(outcome.error == nil)
    }
}
