// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import JSONCoding
import Testing
import UpstreamTesting

@testable import Gateway

/// What Google and Anthropic want to have back with a call, over two requests of one client.
@Suite struct SignatureTests {
    private static let path = "/v1/chat/completions"
    private static let tools = #""tools":[{"type":"function","function":{"name":"f"}}]"#
    private static let unknown = "skip_thought_signature_validator"
    private static let google = ScriptedResponse(
        #"{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{"x":1}},"thoughtSignature":"a+/=-_"},{"functionCall":{"name":"f","args":{"x":2}}}]},"finishReason":"STOP"}]}"#,
        type: "application/json"
    )
    private static let anthropic = ScriptedResponse(
        #"{"content":[{"type":"thinking","thinking":"H\u00e9 \"m\".","signature":"a+/=-_"},{"type":"redacted_thinking","data":"r=="},{"type":"text","text":"Let me see."},{"type":"tool_use","id":"toolu_1","name":"f","input":{"x":1}},{"type":"tool_use","id":"toolu_2","name":"f","input":{"x":2}}],"stop_reason":"tool_use"}"#,
        type: "application/json"
    )
    private static let done = ScriptedResponse(
        #"{"candidates":[{"content":{"parts":[{"text":"Done."}]},"finishReason":"STOP"}],"content":[{"type":"text","text":"Done."}],"stop_reason":"end_turn"}"#,
        type: "application/json"
    )

    private func text(_ value: JSONValue?) -> String {
        var writer = JSONWriter()
        (value ?? .null).write(to: &writer)
        return String(decoding: writer.take(), as: UTF8.self)
    }

    private func first(_ model: String, _ members: String = "") -> String {
        #"{"model":"\#(model)","messages":[{"role":"user","content":"Go"}],\#(Self.tools)\#(members)}"#
    }

    /// The second request of a client that sends back the calls, and maybe what stood with them.
    private func second(_ model: String, _ message: JSONValue, echoes: Bool, _ members: String = "") throws -> String {
        let calls = try #require(message["tool_calls"]?.arrayValue).map { call -> JSONValue in
            guard case .object(var object) = call else { return call }
            if !echoes { object.members.removeAll { $0.key == "extra_content" } }
            return .object(object)
        }
        let results = calls.map { #"{"role":"tool","tool_call_id":\#(text($0["id"])),"content":"ok"}"# }
        let assistant =
            #"{"role":"assistant","content":\#(text(message["content"])),"tool_calls":\#(text(.array(calls)))}"#
        let messages = [#"{"role":"user","content":"Go"}"#, assistant] + results
        return
            #"{"model":"\#(model)","messages":[\#(messages.joined(separator: ","))],\#(Self.tools)\#(members)}"#
    }

    /// Both requests; the second one as it was sent to the provider, and the response to it.
    private func turns(
        _ model: String,
        _ answer: ScriptedResponse,
        echoes: Bool = false,
        _ members: String = "",
        settings: [String: String] = [:]
    ) async throws -> (sent: JSONValue, response: DoorClient.Response) {
        let client = try DoorClient([answer, Self.done], settings: settings)
        let call = await client.send(Self.path, first(model, members))
        let message = try #require(call.json?["choices"]?[0]?["message"], "\(call.body)")
        let response = await client.send(Self.path, try second(model, message, echoes: echoes, members))
        return (try #require(client.sent.last), response)
    }

    @Test(arguments: [true, false])
    func googlesSignatureComesBack(echoes: Bool) async throws {
        let (sent, response) = try await turns("google/gemini-3-pro-preview", Self.google, echoes: echoes)
        #expect(response.status == 200)
        let calls = try #require(sent["contents"]?[1]?["parts"]?.arrayValue)
        #expect(calls.map { $0["thoughtSignature"]?.stringValue } == ["a+/=-_", nil])
        let ids = calls.map { $0["functionCall"]?["id"]?.stringValue }
        #expect(ids.allSatisfy { $0?.hasPrefix("call_") == true })
        let results = try #require(sent["contents"]?[2]?["parts"]?.arrayValue)
        #expect(results.map { $0["functionResponse"]?["id"]?.stringValue } == ids)
    }

    /// What the client has sent goes before what is remembered.
    @Test func theClientsOwnSignatureWins() async throws {
        let model = "google/gemini-3-pro-preview"
        let client = try DoorClient([Self.google, Self.done])
        let call = await client.send(Self.path, first(model))
        let message = try #require(call.json?["choices"]?[0]?["message"])
        let body = try second(model, message, echoes: true).replacing("a+/=-_", with: "own-_+/")
        _ = await client.send(Self.path, body)
        let calls = try #require(client.sent.last?["contents"]?[1]?["parts"]?.arrayValue)
        #expect(calls.map { $0["thoughtSignature"]?.stringValue } == ["own-_+/", nil])
    }

    @Test func googleIsToldThatASignatureIsUnknown() async throws {
        let off = ["GATEWAY_SIGNATURE_MEMORY": "off"]
        let (sent, _) = try await turns("google/gemini-3-flash", Self.google, settings: off)
        let calls = try #require(sent["contents"]?[1]?["parts"]?.arrayValue)
        #expect(calls.map { $0["thoughtSignature"]?.stringValue } == [Self.unknown, nil])
        // An earlier generation need not be told.
        let (earlier, _) = try await turns("google/gemini-2.5-flash", Self.google, settings: off)
        let unsigned = try #require(earlier["contents"]?[1]?["parts"]?.arrayValue)
        #expect(unsigned.allSatisfy { $0["thoughtSignature"] == nil })
    }

    @Test func anthropicsThoughtsComeBack() async throws {
        let (sent, response) = try await turns(
            "anthropic/claude-sonnet-4-5",
            Self.anthropic,
            #","reasoning_effort":"low","max_tokens":4000"#
        )
        #expect(response.field("X-Gateway-Ignored") == nil)
        #expect(text(sent["thinking"]) == #"{"type":"enabled","budget_tokens":1024}"#)
        #expect(
            text(sent["messages"]?[1]?["content"])
                == #"[{"type":"thinking","thinking":"Hé \"m\".","signature":"a+/=-_"},{"type":"redacted_thinking","data":"r=="},{"type":"text","text":"Let me see."},{"type":"tool_use","id":"toolu_1","name":"f","input":{"x":1}},{"type":"tool_use","id":"toolu_2","name":"f","input":{"x":2}}]"#
        )
    }

    /// Also of a stream, in which everything comes in pieces.
    @Test func aStreamIsRememberedAsWell() async throws {
        let events = [
            #"{"type":"message_start","message":{}}"#,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"H"}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"m."}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"a+"}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"/="}}"#,
            #"{"type":"content_block_stop","index":0}"#,
            #"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_1","name":"f","input":{}}}"#,
            #"{"type":"content_block_stop","index":1}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"tool_use"}}"#, #"{"type":"message_stop"}"#,
        ]
        let model = "anthropic/claude-sonnet-4-5"
        let client = try DoorClient([.events(events, isDone: false), Self.done])
        let call = await client.send(Self.path, first(model, #","stream":true"#))
        #expect(call.events.last == "[DONE]")
        let message =
            #"{"content":null,"tool_calls":[{"id":"toolu_1","type":"function","function":{"name":"f","arguments":"{}"}}]}"#
        _ = await client.send(
            Self.path,
            try second(model, JSONValue(parsing: Array(message.utf8)[...]), echoes: false)
        )
        #expect(
            text(client.sent.last?["messages"]?[1]?["content"]?[0])
                == #"{"type":"thinking","thinking":"Hm.","signature":"a+/="}"#
        )
    }

    /// A model that does not think is not shown what another one has thought.
    @Test func aModelThatDoesNotThinkGetsNoThoughts() async throws {
        let client = try DoorClient([Self.anthropic, Self.done])
        let call = await client.send(Self.path, first("anthropic/claude-sonnet-4-5"))
        let message = try #require(call.json?["choices"]?[0]?["message"])
        _ = await client.send(Self.path, try second("anthropic/claude-3-5-haiku-20241022", message, echoes: true))
        #expect(client.sent.count == 2)
        #expect(!text(client.sent[1]).contains("thinking"))
    }

    @Test func withoutItsThoughtsAnthropicGoesOnWithoutThinking() async throws {
        let (sent, response) = try await turns(
            "anthropic/claude-sonnet-4-5",
            Self.anthropic,
            #","reasoning_effort":"low","max_tokens":4000"#,
            settings: ["GATEWAY_SIGNATURE_MEMORY": "off"]
        )
        #expect(response.status == 200)
        #expect(response.field("X-Gateway-Ignored") == "reasoning_effort")
        #expect(text(sent["thinking"]) == #"{"type":"disabled"}"#)
    }

    /// The conversation goes on with another vendor: nothing that is the first one's reaches it.
    @Test func noSignatureReachesAnotherVendor() async throws {
        let client = try DoorClient([Self.anthropic, Self.done, Self.google, Self.done])
        let thoughts = await client.send(Self.path, first("anthropic/claude-sonnet-4-5"))
        let message = try #require(thoughts.json?["choices"]?[0]?["message"])
        _ = await client.send(Self.path, try second("google/gemini-3-pro-preview", message, echoes: true))
        #expect(!text(client.sent[1]).contains("a+/=-_"))
        #expect(text(client.sent[1]).contains(Self.unknown))
        let signed = await client.send(Self.path, first("google/gemini-3-pro-preview"))
        let calls = try #require(signed.json?["choices"]?[0]?["message"])
        _ = await client.send(Self.path, try second("anthropic/claude-sonnet-4-5", calls, echoes: true))
        #expect(!text(client.sent[3]).contains("a+/=-_"))
        #expect(!text(client.sent[3]).contains("thinking"))
    }

    @Test func aToolKeepsTheNameThatTheCallerKnows() async throws {
        let answer = ScriptedResponse(
            #"{"candidates":[{"content":{"parts":[{"functionCall":{"name":"_1st_tool_427bb30916612476","args":{}}}]},"finishReason":"STOP"}]}"#,
            type: "application/json"
        )
        let client = try DoorClient([answer, Self.done], settings: ["GATEWAY_SIGNATURE_MEMORY": "off"])
        let body =
            #"{"model":"google/gemini-3-flash","messages":[{"role":"user","content":"Go"}],"tools":[{"type":"function","function":{"name":"1st/tool"}}]}"#
        let response = await client.send(Self.path, body)
        #expect(
            client.sent[0]["tools"]?[0]?["functionDeclarations"]?[0]?["name"]?.stringValue
                == "_1st_tool_427bb30916612476"
        )
        let call = try #require(response.json?["choices"]?[0]?["message"]?["tool_calls"]?[0])
        #expect(call["function"]?["name"]?.stringValue == "1st/tool")
    }

    /// Two hundred conversations at once: each gets back what was its own.
    @Test func signaturesOfConcurrentCallsNeverCross() async throws {
        let count = 200
        let answers = (0..<count).map { number in
            ScriptedResponse(
                #"{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f"},"thoughtSignature":"s\#(number)"}]},"finishReason":"STOP"}]}"#,
                type: "application/json"
            )
        }
        let client = try DoorClient(answers + Array(repeating: Self.done, count: count))
        let model = "google/gemini-3-pro-preview"
        let messages = try await withThrowingTaskGroup(of: JSONValue.self) { group in
            for _ in 0..<count {
                group.addTask {
                    let response = await client.send(Self.path, first(model))
                    return try #require(response.json?["choices"]?[0]?["message"])
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        var signatures: [String: String] = [:]
        for message in messages {
            let call = try #require(message["tool_calls"]?[0])
            let id = try #require(call["id"]?.stringValue)
            signatures[id] = call["extra_content"]?["google"]?["thought_signature"]?.stringValue
        }
        #expect(Set(signatures.values).count == count)
        await withTaskGroup { group in
            for message in messages {
                group.addTask {
                    guard let body = try? second(model, message, echoes: false) else { return }
                    _ = await client.send(Self.path, body)
                }
            }
        }
        let continued = client.sent.dropFirst(count)
        #expect(continued.count == count)
        for request in continued {
            let part = try #require(request["contents"]?[1]?["parts"]?[0])
            let id = try #require(part["functionCall"]?["id"]?.stringValue)
            #expect(part["thoughtSignature"]?.stringValue == signatures[id])
        }
    }
}
