// SPDX-License-Identifier: Apache-2.0

import JSONCoding
import Testing
import UpstreamTesting

@testable import Gateway

/// `POST /v1/responses`, whichever provider answers.
@Suite struct ResponsesTests {
    private static let path = "/v1/responses"

    private func body(_ model: String, _ members: String = "") -> String {
        #"{"model":"\#(model)","input":"Hi"\#(members.isEmpty ? "" : ",")\#(members)}"#
    }

    /// The events of a stream, of which the name and the type are one, and the numbers have no gap.
    private func events(_ response: DoorClient.Response) throws -> [JSONValue] {
        try response.body.split(separator: "\n\n").enumerated().map { number, event in
            let lines = event.split(separator: "\n")
            try #require(lines.count == 2 && lines[0].hasPrefix("event: ") && lines[1].hasPrefix("data: "))
            let data = try JSONValue(parsing: Array(lines[1].dropFirst(6).utf8)[...])
            #expect(data["type"]?.stringValue == String(lines[0].dropFirst(7)))
            #expect(data["sequence_number"]?.intValue == number)
            return data
        }
    }

    private static let anthropicStream = ScriptedResponse.events([
        #"{"type":"message_start","message":{"id":"msg_1","content":[],"usage":{"input_tokens":9,"output_tokens":1}}}"#,
        #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm."}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"s+/"}}"#,
        #"{"type":"content_block_stop","index":0}"#,
        #"{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}"#,
        #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Let "}}"#,
        #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"me."}}"#,
        #"{"type":"content_block_stop","index":1}"#,
        #"{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t1","name":"f","input":{}}}"#,
        #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"x\":"}}"#,
        #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"1}"}}"#,
        #"{"type":"content_block_stop","index":2}"#,
        #"{"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"t2","name":"g","input":{}}}"#,
        #"{"type":"content_block_stop","index":3}"#,
        #"{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":7}}"#,
        #"{"type":"message_stop"}"#,
    ])

    @Test func aStreamHasEachItemFromBeginningToEnd() async throws {
        let client = try DoorClient([Self.anthropicStream])
        let tools =
            #""stream":true,"include":["reasoning.encrypted_content"],"tools":[{"type":"function","name":"f"},{"type":"function","name":"g"}]"#
        let response = await client.send(Self.path, body("anthropic/claude-sonnet-4-5", tools))
        #expect(response.status == 200)
        let events = try events(response)
        let item = ["response.output_item.added", "response.output_item.done"]
        #expect(
            events.compactMap { $0["type"]?.stringValue } == [
                "response.created", "response.in_progress",
                item[0], "response.reasoning_summary_part.added", "response.reasoning_summary_text.delta",
                "response.reasoning_summary_text.done", "response.reasoning_summary_part.done", item[1],
                item[0], "response.content_part.added", "response.output_text.delta", "response.output_text.delta",
                "response.output_text.done", "response.content_part.done", item[1],
                item[0], "response.function_call_arguments.delta", "response.function_call_arguments.delta",
                "response.function_call_arguments.done", item[1],
                item[0], "response.function_call_arguments.delta", "response.function_call_arguments.done", item[1],
                "response.completed",
            ]
        )
        let items = events.filter { $0["type"]?.stringValue == item[1] }.compactMap { $0["item"] }
        #expect(items[0]["encrypted_content"]?.stringValue == "gw1.anthropic.s+/")
        #expect(items[1]["content"]?[0]?["text"]?.stringValue == "Let me.")
        #expect(items[2]["call_id"]?.stringValue == "t1" && items[2]["arguments"]?.stringValue == #"{"x":1}"#)
        #expect(items[3]["arguments"]?.stringValue == "{}")
        let whole = try #require(events.last?["response"])
        #expect(whole["output"]?.arrayValue == items)
        #expect(whole["status"]?.stringValue == "completed" && whole["store"] == .bool(false))
        #expect(whole["usage"]?["input_tokens"]?.intValue == 9 && whole["usage"]?["total_tokens"]?.intValue == 16)
        // Each event of an item has its id.
        for (index, item) in items.enumerated() {
            let ids = events.filter { $0["output_index"]?.intValue == index }.compactMap { $0["item_id"]?.stringValue }
            #expect(Set(ids) == [item["id"]?.stringValue ?? ""])
        }
    }

    @Test func inOnePieceItIsTheSame() async throws {
        let answer = ScriptedResponse(
            #"{"id":"msg_1","type":"message","role":"assistant","content":[{"type":"text","text":"Hi"}],"stop_reason":"max_tokens","usage":{"input_tokens":3,"output_tokens":4,"cache_read_input_tokens":2}}"#,
            type: "application/json"
        )
        let client = try DoorClient([answer])
        let response = await client.send(
            Self.path,
            body("anthropic/m", #""instructions":"Be.","max_output_tokens":4,"metadata":{"a":"b"},"store":false"#)
        )
        #expect(response.status == 200)
        let whole = try #require(response.json)
        #expect(whole["object"]?.stringValue == "response")
        #expect(whole["id"]?.stringValue?.hasPrefix("resp_") == true)
        #expect(whole["status"]?.stringValue == "incomplete")
        #expect(whole["incomplete_details"]?["reason"]?.stringValue == "max_output_tokens")
        #expect(whole["output"]?[0]?["content"]?[0]?["text"]?.stringValue == "Hi")
        #expect(whole["instructions"]?.stringValue == "Be." && whole["max_output_tokens"]?.intValue == 4)
        #expect(whole["metadata"]?["a"]?.stringValue == "b")
        #expect(whole["usage"]?["input_tokens"]?.intValue == 5)
        #expect(whole["usage"]?["input_tokens_details"]?["cached_tokens"]?.intValue == 2)
        #expect(client.sent.first?["system"]?.stringValue == "Be.")
        #expect(client.sent.first?["max_tokens"]?.intValue == 4)
        #expect(response.field("X-Gateway-Ignored") == "metadata")
    }

    /// What a client has got goes back with the results of its calls, in one message of the assistant's.
    @Test func aConversationGoesOn() async throws {
        let client = try DoorClient([Self.anthropicStream])
        let input =
            #"[{"role":"user","content":"Hi"},{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Hm."}],"encrypted_content":"gw1.anthropic.s+/"},{"type":"message","role":"assistant","id":"msg_1","status":"completed","content":[{"type":"output_text","text":"Let me.","annotations":[]}]},{"type":"function_call","id":"fc_1","call_id":"t1","name":"f","arguments":"{\"x\":1}","status":"completed"},{"type":"function_call","call_id":"t2","name":"g","arguments":""},{"type":"function_call_output","call_id":"t1","output":"one"},{"type":"function_call_output","call_id":"t2","output":[{"type":"input_text","text":"two"}]}]"#
        let tools =
            #"[{"type":"function","name":"f","parameters":{"type":"object"},"strict":false},{"type":"function","name":"g"}]"#
        let response = await client.send(
            Self.path,
            #"{"model":"anthropic/claude-sonnet-4-5","stream":true,"input":\#(input),"tools":\#(tools),"tool_choice":"auto","previous_response_id":null}"#
        )
        #expect(response.status == 200, "\(response.body)")
        let messages = try #require(client.sent.first?["messages"]?.arrayValue)
        #expect(messages.compactMap { $0["role"]?.stringValue } == ["user", "assistant", "user"])
        #expect(
            messages[1]["content"]?.arrayValue?.compactMap { $0["type"]?.stringValue } == [
                "thinking", "text", "tool_use", "tool_use",
            ]
        )
        #expect(messages[1]["content"]?[0]?["signature"]?.stringValue == "s+/")
        #expect(
            messages[2]["content"]?.arrayValue?.compactMap { $0["tool_use_id"]?.stringValue } == ["t1", "t2"]
        )
    }

    @Test func aFailureInAStreamIsToldInBothSpellings() async throws {
        let client = try DoorClient([ProviderScripts.openAICut])
        let response = await client.send(Self.path, body("openai/gpt-5", #""stream":true"#))
        let events = try events(response)
        let names = events.compactMap { $0["type"]?.stringValue }
        #expect(names.suffix(2) == ["error", "response.failed"] && !names.contains("response.completed"))
        let error = events[events.count - 2]
        #expect(error["message"]?.stringValue == error["error"]?["message"]?.stringValue)
        #expect(events.last?["response"]?["status"]?.stringValue == "failed")
        #expect(events.last?["response"]?["error"]?["code"]?.stringValue == "server_error")
    }

    @Test(arguments: [
        (#""store":true"#, "store"), (#""previous_response_id":"resp_1""#, "previous_response_id"),
        (#""conversation":"c""#, "conversation"), (#""background":true"#, "background"), (#""prompt":{}"#, "prompt"),
        (#""tools":[{"type":"function","name":"f"},{"type":"web_search"}]"#, "tools[1].type"),
        (#""include":["web_search_call.action.sources"]"#, "include[0]"), (#""temperature":9"#, "temperature"),
        (#""top_k":9"#, "top_k"), (#""text":{"format":{"type":"x"}}"#, "text.format.type"),
    ])
    func whatCannotBeDoneIsNamed(_ members: String, _ parameter: String) async throws {
        let client = try DoorClient([])
        let response = await client.send(Self.path, body("anthropic/m", members))
        #expect(response.status == 400)
        #expect(response.json?["error"]?["param"]?.stringValue == parameter, "\(response.body)")
        #expect(client.gateway.upstream.requests.isEmpty)
    }

    /// What only the provider's dialect shows is named as well.
    @Test(arguments: [
        (#""reasoning":{"effort":"none"}"#, "reasoning.effort"),
        (#""include":["message.output_text.logprobs"]"#, "top_logprobs"),
        (
            #""tools":[{"type":"function","name":"f","strict":true,"parameters":{"type":"object","additionalProperties":true}}]"#,
            "tools[0]"
        ),
        (#""input":["x"]"#, "input[0]"),
        (
            #""input":[{"role":"user","content":"x"},{"role":"user","content":[{"type":"input_file","file_id":"f"}]}]"#,
            "input[1]"
        ),
    ])
    func whatTheProviderHasNoWordsForIsNamed(_ members: String, _ parameter: String) async throws {
        let client = try DoorClient([])
        let input = members.hasPrefix(#""input""#) ? "" : #""input":"Hi","#
        let response = await client.send(Self.path, #"{"model":"anthropic/claude-mythos-5",\#(input)\#(members)}"#)
        #expect(response.status == 400)
        #expect(response.json?["error"]?["param"]?.stringValue == parameter, "\(response.body)")
    }

    @Test(arguments: [
        (#"{"input":"Hi"}"#, "model"), (#"{"model":"anthropic/m"}"#, "input"),
        (#"{"model":"anthropic/m","input":[]}"#, "input"), (#"{"model":"anthropic/m","input":[7]}"#, "input[0]"),
        (#"{"model":"anthropic/m","input":[{"type":"item_reference","id":"m"}]}"#, "input[0].type"),
        (#"{"model":"anthropic/m","input":[{"role":"user","content":[{"type":"x"}]}]}"#, "input[0].content[0].type"),
        (#"{"model":"anthropic/m","input":[{"type":"function_call","name":"f"}]}"#, "input[0].call_id"),
    ])
    func badRequestsNameTheField(_ body: String, _ parameter: String) async throws {
        let response = try await DoorClient([]).send(Self.path, body)
        #expect(response.status == 400)
        #expect(response.json?["error"]?["param"]?.stringValue == parameter, "\(response.body)")
    }
}
