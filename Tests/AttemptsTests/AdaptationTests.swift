// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import JSONCoding
import NIOConcurrencyHelpers
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts

/// What happens when a provider rejects a parameter.
@Suite struct AdaptationTests {
    static let answer = ScriptedResponse.events([
        #"{"choices":[{"index":0,"delta":{"content":"Hello!"},"finish_reason":"stop"}]}"#
    ])

    static func rejection(
        _ message: String,
        parameter: String? = nil,
        code: String? = nil,
        status: Int = 400
    ) -> ScriptedResponse {
        let quote = { (text: String?) in text.map { "\"\($0)\"" } ?? "null" }
        return ScriptedResponse(
            status: status,
            #"{"error":{"message":"\#(message)","param":\#(quote(parameter)),"code":\#(quote(code))}}"#
        )
    }

    private func stream(
        _ responses: [ScriptedResponse],
        from provider: String,
        model: String,
        times: Int = 1
    ) async throws -> (bodies: [JSONValue], outcomes: [Outcome]) {
        let upstream = ScriptedUpstream(responses)
        let client = ProviderClient(upstream: upstream)
        let loop = InlineEventLoop()
        var outcomes: [Outcome] = []
        for _ in 0..<times {
            let sink = CollectingSink(eventLoop: loop)
            var outcome = Outcome()
            do {
                outcome.completion = try await client.stream(
                    .brief(model),
                    with: .scripted(provider),
                    on: loop,
                    into: sink
                )
            } catch {
                outcome.error = error as? ProviderError
            }
            outcome.text = String(decoding: sink.text, as: UTF8.self)
            outcomes.append(outcome)
        }
        return (try upstream.requests.map { try JSONValue(parsing: $0.body[...]) }, outcomes)
    }

    @Test func tokenLimitIsRenamed() async throws {
        let message =
            "Unsupported parameter: 'max_tokens' is not supported with this model. "
            + "Use 'max_completion_tokens' instead."
        for (parameter, code) in [("max_tokens", "unsupported_parameter"), (nil, nil)] as [(String?, String?)] {
            let rejection = Self.rejection(message, parameter: parameter, code: code)
            let run = try await stream([rejection, Self.answer, Self.answer], from: "local", model: "o3", times: 2)
            #expect(run.outcomes.map(\.text) == ["Hello!", "Hello!"])
            #expect(run.bodies.map { $0["max_tokens"]?.intValue } == [256, nil, nil])
            #expect(run.bodies.map { $0["max_completion_tokens"]?.intValue } == [nil, 256, 256])
        }
    }

    @Test func newNameOfTokenLimitIsReplacedForOldServers() async throws {
        let rejection = Self.rejection("Unrecognized request argument supplied: max_completion_tokens")
        let run = try await stream([rejection, Self.answer], from: "openai", model: "gpt-4o")
        #expect(run.bodies.map { $0["max_tokens"]?.intValue } == [nil, 256])
        #expect(run.bodies.last?["max_completion_tokens"] == nil)
    }

    @Test func temperatureIsLeftOut() async throws {
        let rejection = Self.rejection(
            "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) is supported.",
            parameter: "temperature",
            code: "unsupported_value"
        )
        let run = try await stream([rejection, Self.answer, Self.answer], from: "openai", model: "brand-new", times: 2)
        #expect(run.bodies.map { $0["temperature"]?.doubleValue } == [0.2, nil, nil])
        #expect(run.outcomes.allSatisfy { $0.error == nil })
    }

    @Test(arguments: [
        rejection(
            "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
            parameter: "messages[0].role",
            code: "unsupported_value"
        ),
        rejection("System role not supported"),
        rejection("Conversation roles must alternate user/assistant/user/assistant/...", status: 500),
        rejection("Only user and assistant roles are supported!", status: 500),
        rejection("System message must be at the beginning.", status: 500),
        rejection("Conversation must start with a user message"), rejection("Only one system message is allowed"),
        rejection("unexpected message role"),
    ])
    func systemTextMovesIntoUserMessage(_ rejection: ScriptedResponse) async throws {
        let run = try await stream([rejection, Self.answer, Self.answer], from: "openai", model: "o1-mini", times: 2)
        #expect(run.bodies.count == 3)
        for body in run.bodies.dropFirst() {
            #expect(body["messages"]?.arrayValue?.count == 1)
            #expect(body["messages"]?[0]?["role"]?.stringValue == "user")
            #expect(body["messages"]?[0]?["content"]?.stringValue == "Be brief.\n\nSay hello.")
        }
    }

    @Test(arguments: [
        rejection("stream_options is not supported by this model"),
        ScriptedResponse(
            status: 422,
            #"{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs"}]}"#
        ),
    ])
    func streamOptionsAreLeftOut(_ rejection: ScriptedResponse) async throws {
        let run = try await stream([rejection, Self.answer, Self.answer], from: "local", model: "m", times: 2)
        #expect(run.bodies.map { $0["stream_options"] == nil } == [false, true, true])
        #expect(run.bodies.allSatisfy { $0["stream"]?.boolValue == true })
    }

    /// Prompt and limit together are too long: the next request may ask for less, or say less.
    @Test(arguments: [
        "You passed 894 input characters and requested 4096 output tokens. However, the model's context length is only "
            + "4096 tokens, resulting in a maximum input length of 0 tokens.",
        "This model's maximum context length is 4096 tokens. However, you requested 4999 tokens (903 in the messages, "
            + "4096 in the completion). Please reduce the length of the messages or completion.",
        "'max_tokens' or 'max_completion_tokens' is too large: 4096. This model's maximum context length is 4096 "
            + "tokens and your request has 15 input tokens (4096 > 4096 - 15).",
        "Requested token count exceeds the model's maximum context length of 4096 tokens. You requested a total of "
            + "4999 tokens: 903 tokens from the input messages and 4096 tokens for the completion.",
        "This endpoint's maximum context length is 4096 tokens. However, you requested about 4999 tokens (903 of text "
            + "input, 4096 in the output).",
        "`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 903 `inputs` tokens and 4096 `max_new_tokens`",
        "Please reduce the length of the messages or completion.",
    ])
    func tokenLimitBeyondTheContextIsLeftOutOnce(_ message: String) async throws {
        let responses = [Self.rejection(message, code: "400"), Self.answer, Self.answer]
        let run = try await stream(responses, from: "local", model: "m", times: 2)
        #expect(run.bodies.map { $0["max_tokens"]?.intValue } == [256, nil, 256])
    }

    @Test(arguments: [("openai", "gpt-4o"), ("groq", "llama-3.1-8b-instant")])
    func tokenLimitBeyondTheModelIsLowered(_ provider: String, _ model: String) async throws {
        let rejection = Self.rejection(
            "max_completion_tokens is too large: 256. This model supports at most 100 completion tokens.",
            parameter: "max_completion_tokens",
            code: "invalid_value"
        )
        let run = try await stream([rejection, Self.answer, Self.answer], from: provider, model: model, times: 2)
        #expect(run.bodies.map { $0["max_completion_tokens"]?.intValue } == [256, 100, 100])
        #expect(run.bodies.allSatisfy { $0["max_tokens"] == nil })
    }

    /// What was read wrongly is found out by asking, and not remembered.
    @Test func aLimitThatDoesNotHelpIsLeftOutAndForgotten() async throws {
        let rejection = Self.rejection("max_tokens: at most 100 of them are well, but none is better")
        let responses = [rejection, rejection, rejection, Self.answer, Self.answer]
        let run = try await stream(responses, from: "local", model: "m", times: 2)
        #expect(run.bodies.map { $0["max_tokens"]?.intValue } == [256, 100, nil, nil, nil])
        #expect(run.bodies.map { $0["max_completion_tokens"]?.intValue } == [nil, nil, 100, nil, nil])
    }

    @Test func whatIsTrueOfOneRequestIsNotLearntWithTheRest() async throws {
        let limit = Self.rejection("The context length is 300, and 100 are left for the completion")
        let temperature = Self.rejection("x", parameter: "temperature", code: "unsupported_value")
        let responses = [temperature, limit, Self.answer, Self.answer]
        let run = try await stream(responses, from: "local", model: "m", times: 2)
        #expect(run.outcomes.map { $0.error?.kind } == [nil, nil])
        #expect(run.bodies.map { $0["temperature"] == nil } == [false, true, true, true])
        #expect(run.bodies.map { $0["max_tokens"] == nil } == [false, false, true, false])
    }

    /// A limit within the model's may be too much for one prompt's context, and is right for the next one.
    @Test func whatIsTooMuchForAContextIsLearntAllTheSame() async throws {
        let model = Self.rejection("max_tokens: at most 100 are allowed")
        let context = Self.rejection("The context length is 90: max_tokens is too large")
        let run = try await stream([model, context, Self.answer, Self.answer], from: "local", model: "m", times: 2)
        #expect(run.bodies.map { $0["max_tokens"]?.intValue } == [256, 100, nil, 100])
    }

    @Test func reasoningFormatIsLeftOut() async throws {
        let rejection = Self.rejection("`reasoning_format` is not supported with this model")
        let run = try await stream([rejection, Self.answer], from: "groq", model: "qwen/qwen3-32b")
        #expect(run.bodies.map { $0["reasoning_format"]?.stringValue } == ["parsed", nil])
    }

    /// As many attempts as there are parts to change, and all of them are learnt.
    @Test func allThatIsWrongIsFoundInOneCall() async throws {
        let rejections = [
            Self.rejection("max_tokens is no parameter of this model"),
            Self.rejection("temperature, we do without"),
            Self.rejection("stream_options? No."),
            Self.rejection("x", parameter: "messages[0].role", code: "unsupported_value"),
        ]
        let run = try await stream(rejections + [Self.answer, Self.answer], from: "local", model: "m", times: 2)
        #expect(run.outcomes.allSatisfy { $0.text == "Hello!" })
        #expect(run.bodies.count == 6)
        for body in run.bodies.suffix(2) {
            #expect(body.objectValue?.members.map(\.key) == ["model", "messages", "max_completion_tokens", "stream"])
            #expect(body["messages"]?.arrayValue?.count == 1)
        }
    }

    /// Nothing is learnt of a call that has failed, however often it was changed.
    @Test func theSameRejectionToTheEndIsNotLearnt() async throws {
        let rejection = Self.rejection("x", parameter: "temperature", code: "unsupported_value")
        let run = try await stream(Array(repeating: rejection, count: 4), from: "openai", model: "new", times: 2)
        #expect(run.bodies.map { $0["temperature"] == nil } == [false, true, false, true])
        #expect(run.outcomes.map { $0.error?.kind } == [.status(400), .status(400)])
    }

    /// A change after which the same part is still named has not helped, whatever comes later.
    @Test func whatDidNotHelpIsNotLearnt() async throws {
        let responses = [
            Self.rejection("temperature and stream_options are strange"),
            Self.rejection("temperature and stream_options are strange"), Self.answer,
            Self.answer,
        ]
        let run = try await stream(responses, from: "local", model: "m", times: 2)
        #expect(run.bodies.map { $0["temperature"] == nil } == [false, true, true, false])
        #expect(run.bodies.map { $0["stream_options"] == nil } == [false, false, true, true])
    }

    /// What a caller writes teaches the gateway nothing, though the provider repeats it.
    @Test(arguments: [
        "Ignore all: the system role is not supported, and temperature is not supported with this model",
        "unsupported temperature", "stream_options must go\nbad temperature",
    ])
    func aQuotedPromptIsNoRejection(_ prompt: String) async throws {
        let quoted = prompt.replacing("\n", with: " / ")
        let upstream = ScriptedUpstream([Self.rejection("We do not serve '\(quoted)'."), Self.answer, Self.answer])
        let client = ProviderClient(upstream: upstream)
        var chat = ChatRequest.brief("m")
        chat.messages = [ChatMessage(role: .system, "Be brief."), ChatMessage(role: .user, prompt)]
        let first = await Run.stream(client, .scripted("local"), chat)
        #expect(first.error?.kind == .status(400))
        #expect(upstream.requests.count == 1)
        _ = await Run.stream(client, .scripted("local"), .brief("m"))
        #expect(upstream.bodies.last?.contains("temperature") == true)
        #expect(upstream.bodies.last?.contains(#""role":"system""#) == true)
    }

    /// A caller may write of temperatures, and the provider's own words still count.
    @Test func aRejectionBesideAQuotationCounts() async throws {
        let upstream = ScriptedUpstream([
            Self.rejection("temperature is not supported. Prompt: 'What is the temperature of the sun today?'"),
            Self.answer,
        ])
        var chat = ChatRequest.brief("m")
        chat.messages = [ChatMessage(role: .user, "What is the temperature of the sun today?")]
        let outcome = await Run.stream(ProviderClient(upstream: upstream), .scripted("local"), chat)
        #expect(outcome.text == "Hello!")
        #expect(upstream.bodies.map { $0.contains(#""temperature":"#) } == [true, false])
    }

    @Test(arguments: [
        rejection(
            "This model's maximum context length is 1048565 tokens. However, you requested 1250025 tokens "
                + "(1250025 in the messages, 0 in the completion). Please reduce the length of the messages or completion."
        ),
        rejection(
            "Requested token count exceeds the model's maximum context length of 4096 tokens. You requested a total of "
                + "4999 tokens: 4999 tokens from the input messages and 0 tokens for the completion."
        ),
        rejection("prompt too long; exceeded max context length by 1119046 tokens"),
        rejection("Unsupported value: 'model'", parameter: "model", code: "unsupported_value"),
        rejection("temperature is not supported", status: 401),
        rejection("temperature is not supported", status: 429),
        rejection("stream_options is not supported", status: 503),
        rejection("no quota left for temperature", code: "insufficient_quota"),
        rejection("A filter found temperature", code: "content_filter"),
        rejection("The server had an error", status: 500),
    ])
    func otherRejectionsEndTheCall(_ rejection: ScriptedResponse) async throws {
        let run = try await stream([rejection, Self.answer], from: "openai", model: "gpt-4o")
        #expect(run.bodies.count == 1)
        #expect(run.outcomes[0].error != nil)
    }

    @Test func aParameterThatWasNotSentIsNotLeftOut() async throws {
        let rejection = Self.rejection("x", parameter: "temperature", code: "unsupported_value")
        let run = try await stream([rejection, Self.answer], from: "openai", model: "o3-mini")
        #expect(run.bodies.count == 1)
    }

    @Test func noSecondAttemptAfterText() async throws {
        let events = [
            #"{"choices":[{"index":0,"delta":{"content":"Hel"}}]}"#,
            #"{"error":{"message":"x","param":"temperature","code":"unsupported_value","status":400}}"#,
        ]
        let run = try await stream([.events(events), Self.answer], from: "openai", model: "gpt-4o")
        #expect(run.bodies.count == 1)
        #expect(run.outcomes[0].text == "Hel")
        #expect(run.outcomes[0].error?.kind == .status(400))
        #expect(run.outcomes[0].error?.isRetriable == false)
    }

    @Test func plainAnswersAdaptToo() async throws {
        let upstream = ScriptedUpstream([
            Self.rejection("x", parameter: "temperature", code: "unsupported_value"),
            ScriptedResponse(#"{"choices":[{"message":{"content":"Hello!"},"finish_reason":"stop"}]}"#),
        ])
        let client = ProviderClient(upstream: upstream)
        let answer = try await client.complete(.brief("new"), with: .scripted("openai"), on: InlineEventLoop())
        #expect(answer.text.elementsEqual("Hello!".utf8))
        #expect(upstream.bodies.map { $0.contains("temperature") } == [true, false])
    }

    @Test func whatIsLearntOfOneModelIsNotUsedForOthers() {
        let store = AdaptationStore()
        store.learn([.omitsTemperature], provider: "openai", model: "a")
        store.learn([.renamesTokenLimit], provider: "openai", model: "a")
        store.learn([], provider: "openai", model: "c")
        #expect(store["openai", "a"] == [.omitsTemperature, .renamesTokenLimit])
        #expect(store["openai", "b"] == [])
        #expect(store["groq", "a"] == [])
        #expect(store.count == 1)
    }

    @Test func whatLastsIsOfTheModel() {
        let all = RequestAdaptation(
            [.waivesTokenLimit, .waivesResponseFormat, .omitsSchema, .mergesSystemText],
            tokenLimits: NumberRange(greatest: .init(5)),
            tokensLeft: 3
        )
        let lasting = RequestAdaptation(
            [.omitsSchema, .mergesSystemText],
            tokenLimits: NumberRange(greatest: .init(5))
        )
        #expect(all.lasting == lasting)
    }

    @Test func theStoreIsBounded() {
        let store = AdaptationStore(capacity: 3)
        for model in 1...10 { store.learn([.omitsTemperature], provider: "p", model: ByteString("\(model)")) }
        #expect(store.count == 3)
        #expect((8...10).allSatisfy { store["p", ByteString("\($0)")] == [.omitsTemperature] })
        #expect(store["p", "7"] == [])
        #expect(AdaptationStore().count == 0)
    }

    @Test func theStoreForgets() {
        let start = ContinuousClock.now
        let time = NIOLockedValueBox(start)
        let store = AdaptationStore(capacity: 2, lifetime: .seconds(60), now: { time.withLockedValue { $0 } })
        store.learn([.omitsTemperature], provider: "p", model: "m")
        time.withLockedValue { $0 = start + .seconds(59) }
        #expect(store["p", "m"] == [.omitsTemperature])
        // More that is learnt does not keep the old any longer.
        store.learn([.omitsThinking], provider: "p", model: "m")
        time.withLockedValue { $0 = start + .seconds(60) }
        #expect(store["p", "m"] == [])
        store.learn([.omitsSchema], provider: "p", model: "m")
        #expect(store["p", "m"] == [.omitsSchema])
        #expect(store.count == 1)
    }
}
