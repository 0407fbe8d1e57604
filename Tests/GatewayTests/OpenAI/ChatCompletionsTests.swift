// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import JSONCoding
import Testing
import UpstreamTesting

@testable import Gateway

/// `POST /v1/chat/completions`, whichever provider answers.
@Suite struct ChatCompletionsTests {
    private static let path = "/v1/chat/completions"
    private static let anthropicText = ScriptedResponse(
        #"{"id":"msg_1","model":"claude","content":[{"type":"thinking","thinking":"Hm.","signature":"s"},{"type":"text","text":"Hi \"you\""}],"stop_reason":"max_tokens","usage":{"input_tokens":2,"cache_read_input_tokens":1590,"output_tokens":4,"output_tokens_details":{"thinking_tokens":3}}}"#,
        type: "application/json"
    )

    private func body(_ model: String, _ members: String = "") -> String {
        #"{"model":"\#(model)","messages":[{"role":"user","content":"Hi"}]\#(members.isEmpty ? "" : ",")\#(members)}"#
    }

    @Test func anAnswerInOnePiece() async throws {
        let client = try DoorClient([Self.anthropicText])
        let response = await client.send(Self.path, body("anthropic/claude-opus-4-1"))
        #expect(response.status == 200)
        #expect(response.field("Content-Type") == "application/json; charset=utf-8")
        let answer = try #require(response.json)
        #expect(answer["id"]?.stringValue?.hasPrefix("chatcmpl-") == true)
        #expect(answer["object"]?.stringValue == "chat.completion")
        #expect(answer["model"]?.stringValue == "anthropic/claude-opus-4-1")
        let choice = try #require(answer["choices"]?[0])
        #expect(choice["index"]?.intValue == 0)
        #expect(choice["finish_reason"]?.stringValue == "length")
        #expect(choice["message"]?["role"]?.stringValue == "assistant")
        #expect(choice["message"]?["content"]?.stringValue == "Hi \"you\"")
        #expect(choice["message"]?["reasoning_content"]?.stringValue == "Hm.")
        #expect(choice["message"]?["refusal"] == .null)
        #expect(answer["usage"]?["prompt_tokens"]?.intValue == 1_592)
        #expect(answer["usage"]?["prompt_tokens_details"]?["cached_tokens"]?.intValue == 1_590)
        #expect(answer["usage"]?["completion_tokens_details"]?["reasoning_tokens"]?.intValue == 3)
        let sent = try #require(client.sent.first)
        #expect(sent["model"]?.stringValue == "claude-opus-4-1")
        #expect(sent["max_tokens"]?.intValue != nil)
        #expect(sent["temperature"] == nil)
    }

    @Test func aStreamHasOpenAIsOrder() async throws {
        let client = try DoorClient([
            .events(
                [
                    #"{"candidates":[{"content":{"parts":[{"text":"Hm.","thought":true}]}}]}"#,
                    #"{"candidates":[{"content":{"parts":[{"text":"Hi"}]}}]}"#,
                    #"{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{"x":1}},"thoughtSignature":"s+/"},{"functionCall":{"name":"g"}}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":4,"thoughtsTokenCount":1,"totalTokenCount":14}}"#,
                ],
                isDone: false
            )
        ])
        let response = await client.send(
            Self.path,
            body("google/gemini-2.5-flash", #""stream":true,"stream_options":{"include_usage":true}"#)
        )
        #expect(response.status == 200)
        #expect(response.field("Content-Type") == "text/event-stream; charset=utf-8")
        let events = response.events
        #expect(events.last == "[DONE]")
        let chunks = try events.dropLast().map { try JSONValue(parsing: Array($0.utf8)[...]) }
        #expect(Set(chunks.map { $0["id"]?.stringValue }).count == 1)
        #expect(chunks.allSatisfy { $0["object"]?.stringValue == "chat.completion.chunk" })
        #expect(chunks.dropLast().allSatisfy { $0["usage"] == .null })
        let deltas = chunks.dropLast().map { chunk in
            var writer = JSONWriter()
            (chunk["choices"]?[0]?["delta"] ?? .null).write(to: &writer)
            return String(decoding: writer.take(), as: UTF8.self)
        }
        let ids = chunks.compactMap { $0["choices"]?[0]?["delta"]?["tool_calls"]?[0]?["id"]?.stringValue }
        try #require(ids.count == 2)
        #expect(ids.allSatisfy { $0.hasPrefix("call_") && $0.count == 29 })
        #expect(
            deltas == [
                #"{"role":"assistant","content":"","refusal":null}"#, #"{"reasoning_content":"Hm."}"#,
                #"{"content":"Hi"}"#,
                #"{"tool_calls":[{"index":0,"id":"\#(ids[0])","type":"function","function":{"name":"f","arguments":""}}]}"#,
                #"{"tool_calls":[{"index":0,"function":{"arguments":"{\"x\":1}"}}]}"#,
                #"{"tool_calls":[{"index":0,"function":{"arguments":""},"extra_content":{"google":{"thought_signature":"s+/"}}}]}"#,
                #"{"tool_calls":[{"index":1,"id":"\#(ids[1])","type":"function","function":{"name":"g","arguments":""}}]}"#,
                #"{"tool_calls":[{"index":1,"function":{"arguments":"{}"}}]}"#, "{}",
            ]
        )
        #expect(chunks[deltas.count - 1]["choices"]?[0]?["finish_reason"]?.stringValue == "tool_calls")
        let last = try #require(chunks.last)
        #expect(last["choices"]?.arrayValue?.isEmpty == true)
        #expect(last["usage"]?["completion_tokens"]?.intValue == 5)
    }

    @Test func withoutIncludeUsageThereIsNone() async throws {
        let stream = [
            #"{"type":"message_start","message":{"usage":{"input_tokens":1}}}"#,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"Hi"}}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}"#,
            #"{"type":"message_stop"}"#,
        ]
        let client = try DoorClient([.events(stream, isDone: false)])
        let response = await client.send(Self.path, body("anthropic/m", #""stream":true"#))
        #expect(!response.body.contains("usage"))
        #expect(response.events.count == 4)
        #expect(await client.gateway.log().first?.contains("prompt_tokens=1 completion_tokens=2") == true)
    }

    /// A failure in mid-stream is an event that every client raises, and nothing comes behind it.
    @Test func aFailureInMidStreamIsTheLastEvent() async throws {
        let client = try DoorClient([.events([#"{"choices":[{"delta":{"content":"Hi"}}]}"#], isDone: false)])
        let response = await client.send(Self.path, body("openai/gpt-4o", #""stream":true"#))
        #expect(response.status == 200)
        let last = try #require(response.events.last)
        #expect(
            last
                == #"{"error":{"message":"The provider openai ended the answer before it was complete","type":"server_error","param":null,"code":null}}"#
        )
        #expect(!response.body.contains("[DONE]"))
    }

    /// A failure before the first word has its own status also where a stream was asked for.
    @Test(arguments: [
        (429, 429, "rate_limit_exceeded"), (500, 502, nil), (401, 502, nil), (403, 502, nil),
        (404, 404, "model_not_found"), (400, 400, nil), (422, 400, nil), (503, 503, nil), (413, 413, nil),
        (504, 504, nil), (529, 503, nil),
    ])
    func aProvidersStatusIsTold(_ status: Int, _ told: Int, _ code: String?) async throws {
        let error = ScriptedResponse(
            status: status,
            #"{"type":"error","error":{"message":"No."}}"#,
            type: "application/json"
        )
        for stream in ["", #""stream":true"#] {
            let client = try DoorClient([error])
            let response = await client.send(Self.path, body("anthropic/m", stream))
            #expect(response.status == told)
            #expect(response.json?["error"]?["code"]?.stringValue == code)
            #expect(response.json?["error"]?["message"]?.stringValue?.contains("No.") == true)
            #expect(response.field("X-Provider") == "anthropic")
            #expect((response.field("x-should-retry") == "false") == [401, 403].contains(status))
        }
    }

    /// What a provider of the same dialect says of an error is passed on, byte for byte, with its status.
    @Test(arguments: [400, 404, 409, 413, 422, 429, 500, 501, 503, 529])
    func anErrorOfTheSameDialectIsPassedOn(_ status: Int) async throws {
        let words = #"{ "error" : {"message":"N\u006f.","type":"t","param":"p","code":1.0,"more":[null]}, "more":{} }"#
        for stream in ["", #""stream":true"#] {
            let client = try DoorClient([ScriptedResponse(status: status, words, type: "application/json")])
            let response = await client.send(Self.path, body("openai/gpt-4o", stream))
            #expect(response.status == status)
            #expect(response.body == words)
            #expect(response.field("X-Provider-Status") == "\(status)")
        }
    }

    /// Nothing of the gateway's key is passed on: neither that it was rejected, nor the key.
    @Test(arguments: [401, 403, 407])
    func aFailureOfTheKeyIsTheGateways(_ status: Int) async throws {
        let words = #"{"error":{"message":"Incorrect API key provided: ko","type":"t","param":null,"code":"c"}}"#
        let client = try DoorClient([ScriptedResponse(status: status, words, type: "application/json")])
        let response = await client.send(Self.path, body("openai/gpt-4o"))
        #expect(response.status == 502)
        #expect(response.json?["error"]?["type"]?.stringValue == "server_error")
        #expect(response.field("x-should-retry") == "false")
    }

    @Test func aKeyInAnErrorThatIsPassedOnIsTakenOut() async throws {
        let key = "sk-abcdefghijklmnopqrstuvwx"
        let words = #"{"error":{"message":"\#(key) is over its limit","type":"t","param":null,"code":"\#(key)"}}"#
        let client = try DoorClient(
            [ScriptedResponse(status: 429, words, type: "application/json")],
            settings: ["OPENAI_API_KEY": key]
        )
        let response = await client.send(Self.path, body("openai/gpt-4o"))
        #expect(response.status == 429)
        #expect(response.body == words.replacing(key, with: "***"))
    }

    /// What has not OpenAI's form becomes an error in it.
    @Test(arguments: [
        "", "Busy", "<html></html>", "[]", #"{"detail":"No."}"#, #"{"error":"No."}"#, #"{"error":{"message":7}}"#,
    ])
    func anErrorOfAnotherFormIsToldInOpenAIs(_ words: String) async throws {
        let client = try DoorClient([ScriptedResponse(status: 400, words, type: "application/json")])
        let response = await client.send(Self.path, body("openai/gpt-4o"))
        #expect(response.status == 400)
        #expect(response.json?["error"]?.objectValue?.members.map(\.key) == ["message", "type", "param", "code"])
    }

    @Test(arguments: [
        ("{", 400, nil, nil), ("[]", 400, nil, "invalid_type"), ("{}", 400, "model", "missing_required_parameter"),
        (#"{"model":"anthropic/m"}"#, 400, "messages", "missing_required_parameter"),
        (#"{"model":"anthropic/m","messages":[]}"#, 400, "messages", "value_out_of_range"),
        (
            #"{"model":"anthropic/m","messages":[{"role":"robot","content":"x"}]}"#, 400, "messages[0].role",
            "invalid_value"
        ),
        (
            #"{"model":"anthropic/m","messages":[{"role":"user","content":7}]}"#, 400, "messages[0].content",
            "invalid_type"
        ),
        (
            #"{"model":"anthropic/m","messages":[{"role":"user","content":"x"}],"temperature":3}"#, 400, "temperature",
            "value_out_of_range"
        ),
        (
            #"{"model":"anthropic/m","messages":[{"role":"user","content":"x"}],"stream":"yes"}"#, 400, "stream",
            "invalid_type"
        ),
        (#"{"model":"m","messages":[{"role":"user","content":"x"}]}"#, 404, "model", "model_not_found"),
        (#"{"model":"x/m","messages":[{"role":"user","content":"x"}]}"#, 404, "model", "model_not_found"),
        (
            #"{"model":"anthropic/m","messages":[{"role":"user","content":"x"}],"seed":1}"#, 400, "seed",
            "unsupported_parameter"
        ),
        (
            #"{"model":"anthropic/m","messages":[{"role":"user","content":"x"}],"n":2}"#, 400, "n",
            "unsupported_parameter"
        ),
        (
            #"{"model":"google/m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://e.x/a.png"}}]}]}"#,
            400, "messages[0].content[0]", "unsupported_parameter"
        ),
        (
            #"{"model":"anthropic/m","messages":[{"role":"user","content":"x"},{"role":"user","content":[{"type":"text","text":"y"},{"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}]}]}"#,
            400, "messages[1].content[1]", "unsupported_parameter"
        ),
        (
            #"{"model":"anthropic/m","messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"b","type":"function","function":{"name":"f","arguments":"[1]"}}]}]}"#,
            400, "messages[1].tool_calls[1]", "unsupported_parameter"
        ),
        (
            #"{"model":"anthropic/claude-fable-5","messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":"required"}"#,
            400, "tool_choice", "unsupported_parameter"
        ),
        (
            #"{"model":"anthropic/claude-mythos-5","messages":[{"role":"user","content":"x"}],"reasoning_effort":"none"}"#,
            400, "reasoning_effort", "unsupported_parameter"
        ),
        (
            #"{"model":"anthropic/m","messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"f","strict":true,"parameters":{"type":"object","additionalProperties":true}}}]}"#,
            400, "tools[0]", "unsupported_parameter"
        ),
        (
            #"{"model":"anthropic/m","messages":[{"role":"user","content":"x"}],"response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"not":{}}}}}"#,
            400, "response_format", "unsupported_parameter"
        ),
        (
            #"{"model":"anthropic/m","messages":[{"role":"user","content":"x"}],"tools":[{"type":"web_search"}]}"#, 400,
            "tools[0].type", "unsupported_value"
        ),
    ])
    func badRequestsNameTheField(_ body: String, _ status: Int, _ parameter: String?, _ code: String?) async throws {
        let client = try DoorClient([])
        let response = await client.send(Self.path, body)
        #expect(response.status == status, "\(response.body)")
        let error = try #require(response.json?["error"])
        #expect(error["param"]?.stringValue == parameter)
        #expect(error["code"]?.stringValue == code)
        #expect(error["type"]?.stringValue == "invalid_request_error")
        #expect(client.sent.isEmpty)
    }

    @Test(arguments: [
        ("/v1/chat/completions", "POST", "Bearer wrong", 401, "invalid_api_key"),
        ("/v1/nothing", "POST", "Bearer k", 404, nil),
        ("/v1/chat/completions", "GET", "Bearer k", 405, "method_not_supported"),
    ])
    func errorsOfTheGatewayHaveOpenAIsForm(
        _ path: String,
        _ method: String,
        _ key: String,
        _ status: Int,
        _ code: String?
    ) async throws {
        let response = try await DoorClient([]).send(path, "{}", method: method, headers: ["HTTP_AUTHORIZATION": key])
        #expect(response.status == status)
        #expect(response.json?["error"]?.objectValue?.members.map(\.key) == ["message", "type", "param", "code"])
        #expect(response.json?["error"]?["code"]?.stringValue == code)
        #expect(response.field("X-Request-ID") == "r1")
    }

    @Test func whatHasNoCounterpartIsNamed() async throws {
        let response = try await DoorClient([]).send(Self.path, body("anthropic/m", #""seed":1"#))
        #expect(
            response.body
                == #"{"error":{"message":"seed has no counterpart in Anthropic's Messages","type":"invalid_request_error","param":"seed","code":"unsupported_parameter"}}"#
        )
    }

    @Test func whatMeansNothingIsLeftOutAndListed() async throws {
        let client = try DoorClient([Self.anthropicText])
        let response = await client.send(
            Self.path,
            body(
                "anthropic/claude-opus-4-1",
                #""service_tier":"auto","verbosity":"low","presence_penalty":0,"n":1,"store":false,"metadata":{"a":"b"},"logit_bias":{},"modalities":["text"],"x":null"#
            )
        )
        #expect(response.status == 200)
        #expect(
            response.field("X-Gateway-Ignored") == "metadata, modalities, presence_penalty, n, service_tier, verbosity"
        )
    }

    @Test func aConversationWithToolsGoesOn() async throws {
        let client = try DoorClient([Self.anthropicText])
        let messages =
            #"[{"role":"developer","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"What?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,aGk="}}]},{"role":"assistant","content":null,"refusal":null,"annotations":[],"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"x\":1}"}},{"id":"c2","type":"function","function":{"name":"g","arguments":""}}]},{"role":"tool","tool_call_id":"c1","content":"one"},{"role":"tool","tool_call_id":"c2","content":[{"type":"text","text":"two"}]},{"role":"user","content":"Go on"}]"#
        let tools =
            #"[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}},{"type":"function","name":"g"}]"#
        let response = await client.send(
            Self.path,
            #"{"model":"anthropic/m","messages":\#(messages),"tools":\#(tools),"tool_choice":{"type":"function","function":{"name":"f"}},"max_completion_tokens":100,"max_tokens":5}"#
        )
        #expect(response.status == 200)
        let expected =
            #"{"model":"m","max_tokens":100,"system":"Be brief.","messages":[{"role":"user","content":[{"type":"text","text":"What?"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGk="}}]},{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"f","input":{"x":1}},{"type":"tool_use","id":"c2","name":"g","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":[{"type":"text","text":"one"}]},{"type":"tool_result","tool_use_id":"c2","content":[{"type":"text","text":"two"}]},{"type":"text","text":"Go on"}]}],"tools":[{"name":"f","input_schema":{"type":"object"}},{"name":"g","input_schema":{"type":"object"}}],"tool_choice":{"type":"tool","name":"f"},"stream":false}"#
        #expect(client.sent.first == (try JSONValue(parsing: Array(expected.utf8)[...])))
    }

    /// Anthropic's limit has to be there, and its thoughts count against it.
    @Test(arguments: [
        ("m", "", 8_192, nil), ("claude-3-opus-20240229", "", 4_096, nil), ("m", #""max_tokens":7"#, 7, nil),
        ("m", #""max_tokens":7,"max_completion_tokens":9"#, 9, nil),
        ("claude-sonnet-4-5", #""reasoning_effort":"high","max_tokens":5000"#, 5_000, 4_096),
        ("claude-sonnet-4-5", #""reasoning_effort":"max","max_tokens":2000"#, 2_000, 1_999),
    ])
    func limitsOfTokens(_ model: String, _ members: String, _ limit: Int, _ budget: Int?) async throws {
        let client = try DoorClient([Self.anthropicText])
        let response = await client.send(Self.path, body("anthropic/\(model)", members))
        #expect(response.status == 200)
        #expect(client.sent.first?["max_tokens"]?.intValue == limit)
        #expect(client.sent.first?["thinking"]?["budget_tokens"]?.intValue == budget)
    }

    /// A custom tool is a function to a model that knows functions only, and a custom tool again to the caller.
    @Test func aCustomToolComesBackAsOne() async throws {
        let call = ScriptedResponse(
            #"{"content":[{"type":"tool_use","id":"t1","name":"sh","input":{"input":"ls \"a\""}}],"stop_reason":"tool_use"}"#,
            type: "application/json"
        )
        let client = try DoorClient([call])
        let response = await client.send(
            Self.path,
            body("anthropic/m", #""tools":[{"type":"custom","custom":{"name":"sh"}}]"#)
        )
        let found = try #require(response.json?["choices"]?[0]?["message"]?["tool_calls"]?[0])
        #expect(found["type"]?.stringValue == "custom")
        #expect(found["custom"]?["input"]?.stringValue == #"ls "a""#)
    }

    @Test func severalAnswersOfGemini() async throws {
        let both =
            #"{"candidates":[{"content":{"parts":[{"text":"a"}]},"index":0,"finishReason":"STOP"},{"content":{"parts":[{"text":"b"}]},"index":1,"finishReason":"MAX_TOKENS"}]}"#
        let client = try DoorClient([ScriptedResponse(both, type: "application/json")])
        let response = await client.send(Self.path, body("google/m", #""n":2"#))
        let choices = try #require(response.json?["choices"]?.arrayValue)
        #expect(choices.map { $0["message"]?["content"]?.stringValue } == ["a", "b"])
        #expect(choices.map { $0["finish_reason"]?.stringValue } == ["stop", "length"])
        #expect(choices.map { $0["index"]?.intValue } == [0, 1])
    }
}
