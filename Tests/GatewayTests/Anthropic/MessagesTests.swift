// SPDX-License-Identifier: Apache-2.0

import JSONCoding
import Testing
import UpstreamTesting

@testable import Gateway

/// `POST /v1/messages`, whichever provider answers.
@Suite struct MessagesTests {
    private static let path = "/v1/messages"

    private func body(_ model: String, _ members: String = "") -> String {
        #"{"model":"\#(model)","max_tokens":64,"messages":[{"role":"user","content":"Hi"}]\#(members.isEmpty ? "" : ",")\#(members)}"#
    }

    /// The names and the data of a stream's events.
    private func events(_ response: DoorClient.Response) throws -> [(name: String, data: JSONValue)] {
        try response.body.split(separator: "\n\n").map { event in
            let lines = event.split(separator: "\n")
            try #require(lines.count == 2 && lines[0].hasPrefix("event: ") && lines[1].hasPrefix("data: "))
            return (String(lines[0].dropFirst(7)), try JSONValue(parsing: Array(lines[1].dropFirst(6).utf8)[...]))
        }
    }

    private func text(_ value: JSONValue?) -> String {
        var writer = JSONWriter()
        (value ?? .null).write(to: &writer)
        return String(decoding: writer.take(), as: UTF8.self)
    }

    @Test func anAnswerOfOpenAIInOnePiece() async throws {
        let answer = ScriptedResponse(
            #"{"choices":[{"index":0,"message":{"role":"assistant","content":"Hi","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"x\":1}"}},{"id":"c2","type":"function","function":{"name":"g","arguments":""}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":12,"completion_tokens":2,"total_tokens":14,"prompt_tokens_details":{"cached_tokens":10}}}"#,
            type: "application/json"
        )
        let client = try DoorClient([answer])
        let response = await client.send(
            Self.path,
            body(
                "openai/gpt-5",
                #""system":[{"type":"text","text":"x-anthropic-billing-header: cc"},{"type":"text","text":"Be.","cache_control":{"type":"ephemeral"}}],"context_management":{"edits":[]},"tools":[{"name":"f","input_schema":{"type":"object"}}]"#
            ),
            headers: ["HTTP_X_API_KEY": "k"]
        )
        #expect(response.status == 200)
        let message = try #require(response.json)
        #expect(message["id"]?.stringValue?.hasPrefix("msg_") == true)
        #expect(message["type"]?.stringValue == "message")
        #expect(message["role"]?.stringValue == "assistant")
        #expect(message["model"]?.stringValue == "openai/gpt-5")
        #expect(
            text(message["content"])
                == #"[{"type":"text","text":"Hi"},{"type":"tool_use","id":"c1","name":"f","input":{"x":1}},{"type":"tool_use","id":"c2","name":"g","input":{}}]"#
        )
        #expect(message["stop_reason"]?.stringValue == "tool_use")
        #expect(message["stop_sequence"] == .null)
        #expect(
            text(message["usage"])
                == #"{"input_tokens":2,"cache_creation_input_tokens":0,"cache_read_input_tokens":10,"output_tokens":2}"#
        )
        #expect(response.field("Request-ID") != nil)
        let ignored = response.field("X-Gateway-Ignored") ?? ""
        #expect(ignored.contains("x-anthropic-billing-header") && ignored.contains("context_management"))
        let sent = try #require(client.sent.first)
        #expect(sent["messages"]?[0]?["content"]?.stringValue == "Be.")
        #expect(sent["tools"]?[0]?["function"]?["name"]?.stringValue == "f")
    }

    @Test func aStreamHasAnthropicsOrder() async throws {
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
        let response = await client.send(Self.path, body("google/gemini-2.5-flash", #""stream":true"#))
        #expect(response.status == 200)
        let events = try events(response)
        #expect(events.allSatisfy { $0.name == $0.data["type"]?.stringValue })
        #expect(
            events.map(\.name) == [
                "message_start", "content_block_start", "content_block_delta", "content_block_stop",
                "content_block_start", "content_block_delta", "content_block_stop",
                "content_block_start", "content_block_delta", "content_block_stop",
                "content_block_start", "content_block_delta", "content_block_stop",
                "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop",
            ]
        )
        #expect(events.compactMap { $0.data["index"]?.intValue } == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4])
        #expect(events[0].data["message"]?["usage"]?["output_tokens"]?.intValue == 0)
        let deltas = events.filter { $0.name == "content_block_delta" }.map { text($0.data["delta"]) }
        #expect(
            deltas == [
                #"{"type":"thinking_delta","thinking":"Hm."}"#, #"{"type":"text_delta","text":"Hi"}"#,
                #"{"type":"signature_delta","signature":"gw1.google.s+/"}"#,
                #"{"type":"input_json_delta","partial_json":"{\"x\":1}"}"#,
                #"{"type":"input_json_delta","partial_json":"{}"}"#,
            ]
        )
        let end = try #require(events.first { $0.name == "message_delta" })
        #expect(end.data["delta"]?["stop_reason"]?.stringValue == "tool_use")
        #expect(end.data["usage"]?["input_tokens"]?.intValue == 9)
        #expect(end.data["usage"]?["output_tokens"]?.intValue == 5)
    }

    /// What a client sends back of such an answer reaches Google on the call that it is of.
    @Test func aSignatureComesBackOnItsCall() async throws {
        let client = try DoorClient([ProviderScripts.gemini])
        let messages =
            #"{"model":"google/gemini-2.5-flash","max_tokens":9,"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"gw1.google.s+/"},{"type":"tool_use","id":"toolu_1","name":"f","input":{"x":1}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"ok"}]}]}]}"#
        let response = await client.send(Self.path, messages)
        #expect(response.status == 200)
        let call = client.sent.first?["contents"]?[1]?["parts"]?[0]
        #expect(call?["functionCall"]?["name"]?.stringValue == "f")
        #expect(call?["thoughtSignature"]?.stringValue == "s+/")
    }

    @Test func aStreamThatBreaksOffEndsInAnError() async throws {
        let client = try DoorClient([ProviderScripts.openAICut])
        let response = await client.send(Self.path, body("openai/gpt-5", #""stream":true"#))
        let events = try events(response)
        #expect(events.last?.name == "error")
        #expect(events.last?.data["error"]?["type"]?.stringValue == "api_error")
        #expect(events.last?.data["request_id"]?.stringValue == "r1")
        #expect(!events.contains { $0.name == "message_stop" })
    }

    /// Arguments that are no object must not reach a client as such.
    @Test func argumentsThatAreNoObject() async throws {
        let client = try DoorClient([
            .events([
                #"{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"f","arguments":"no"}}]}}]}"#,
                #"{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#,
            ])
        ])
        let response = await client.send(Self.path, body("openai/gpt-5", #""stream":true"#))
        let pieces = try events(response).compactMap { $0.data["delta"]?["partial_json"]?.stringValue }
        #expect(pieces == [#"{"input":"no"}"#])
    }

    @Test(arguments: [
        (#""tools":[{"type":"web_search_20260318","name":"w"}]"#, "tools.0.type"),
        (#""tools":[{"name":"w"}]"#, "tools.0.input_schema"), (#""mcp_servers":[]"#, "mcp_servers"),
        (#""container":"c""#, "container"), (#""temperature":2"#, "temperature"),
        (#""system":[{"type":"image"}]"#, "system.0.type"), (#""thinking":{"type":"x"}"#, "thinking.type"),
        (#""speed":"fast""#, "speed"), (#""tool_choice":{"type":"x"}"#, "tool_choice.type"),
    ])
    func whatCannotBeDoneIsNamed(_ members: String, _ place: String) async throws {
        let client = try DoorClient([])
        let response = await client.send(Self.path, body("openai/gpt-5", members))
        #expect(response.status == 400)
        #expect(response.json?["type"]?.stringValue == "error")
        #expect(response.json?["error"]?["type"]?.stringValue == "invalid_request_error")
        let message = response.json?["error"]?["message"]?.stringValue ?? ""
        #expect(message.hasPrefix("\(place) ") || message.hasPrefix("\(place):"), "\(message)")
        #expect(client.gateway.upstream.requests.isEmpty)
    }

    /// What is above the messages does not count among them.
    @Test(arguments: ["openai/gpt-5", "google/gemini-2.5-flash"])
    func aPartIsNamedByItsPlaceInTheRequest(_ model: String) async throws {
        let client = try DoorClient([])
        let file = #"{"type":"document","source":{"type":"file","file_id":"file_1"}}"#
        let messages =
            #"[{"role":"user","content":"Hi"},{"role":"assistant","content":[]},{"role":"user","content":[{"type":"text","text":"See"},\#(file)]}]"#
        let response = await client.send(
            Self.path,
            #"{"model":"\#(model)","max_tokens":9,"system":"Be brief.","messages":\#(messages)}"#
        )
        #expect(response.status == 400)
        let message = response.json?["error"]?["message"]?.stringValue ?? ""
        #expect(message.hasPrefix("messages.2.content.1 "), "\(message)")
    }

    @Test func errorsHaveAnthropicsForm() async throws {
        let wrongKey = try await DoorClient([]).send(Self.path, body("openai/m"), headers: ["HTTP_X_API_KEY": "x"])
        #expect(wrongKey.status == 401)
        #expect(wrongKey.json?["error"]?["type"]?.stringValue == "authentication_error")
        let noModel = try await DoorClient([]).send(Self.path, body("nobody/m"))
        #expect(noModel.status == 404)
        #expect(noModel.json?["error"]?["type"]?.stringValue == "not_found_error")
        let failed = try await DoorClient([ProviderScripts.failure(401)]).send(Self.path, body("openai/m"))
        #expect(failed.status == 502)
        #expect(failed.json?["error"]?["type"]?.stringValue == "api_error")
        #expect(failed.field("X-Should-Retry") == "false")
        let doubled = try await DoorClient([]).send(
            "/v1/v1/messages",
            body("openai/m"),
            headers: ["HTTP_X_API_KEY": "k", "HTTP_ANTHROPIC_VERSION": "2023-06-01"]
        )
        #expect(doubled.status == 404)
        #expect(doubled.json?["error"]?["message"]?.stringValue?.contains("base URL without /v1") == true)
    }
}
