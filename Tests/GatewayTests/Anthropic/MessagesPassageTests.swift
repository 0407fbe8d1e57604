// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import JSONCoding
import Testing
import Upstream
import UpstreamTesting

@testable import Gateway

/// Anthropic itself: the request and the answer go through as they are.
@Suite struct MessagesPassageTests {
    private static let headers = [
        "HTTP_X_API_KEY": "k", "HTTP_ANTHROPIC_VERSION": "2026-10-21", "HTTP_ANTHROPIC_BETA": "a-1,b-2",
    ]

    private func value(_ name: String, _ request: UpstreamRequest) -> String? {
        request.headerFields.first { $0.name.canonicalName == name }?.value
    }

    @Test func requestAndAnswerAreAsTheyCame() async throws {
        let document =
            #"{ "type":"message","content":[{"type":"brand_new","x":1.0}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":2} }"#
        let client = try DoorClient([ScriptedResponse(document, type: "application/json")])
        let request =
            #"{"max_tokens":0, "model" : "anthropic/claude","messages":[{"role":"user","content":"\u00e9"}],"new":{}}"#
        let response = await client.send("/v1/messages?beta=true", request, headers: Self.headers)
        #expect(response.status == 200)
        #expect(response.body == document)
        #expect(
            client.gateway.upstream.bodies.first
                == #"{"max_tokens":0, "model" : "claude","messages":[{"role":"user","content":"\u00e9"}],"new":{}}"#
        )
        let sent = try #require(client.gateway.upstream.requests.first)
        #expect(sent.url.hasSuffix("/v1/messages?beta=true"))
        #expect(value("anthropic-version", sent) == "2026-10-21")
        #expect(value("anthropic-beta", sent) == "a-1,b-2")
    }

    @Test func everyEventComesAsItCame() async throws {
        let events = [
            #"{"type":"message_start","message":{"usage":{"input_tokens":1,"output_tokens":1}}}"#,
            #"{"type":"ping"}"#, #"{ "new":1, "type":"brand_new" }"#,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"Hi"}}"#,
            #"{"type":"content_block_stop","index":0}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}"#,
            #"{"type":"message_stop"}"#,
        ]
        let client = try DoorClient([.events(events, isDone: false)])
        let request = #"{"model":"anthropic/claude","stream":true,"messages":[]}"#
        let response = await client.send("/v1/messages", request, headers: Self.headers)
        let names = [
            "message_start", "ping", "brand_new", "content_block_start", "content_block_stop", "message_delta",
            "message_stop",
        ]
        #expect(response.body == zip(names, events).map { "event: \($0)\ndata: \($1)\n\n" }.joined())
    }

    @Test func tokensAreCountedByAnthropic() async throws {
        let client = try DoorClient([ScriptedResponse(#"{"input_tokens":14}"#, type: "application/json")])
        let response = await client.send(
            "/v1/messages/count_tokens",
            #"{"model":"anthropic/claude","messages":[]}"#,
            headers: Self.headers
        )
        #expect(response.status == 200)
        #expect(response.body == #"{"input_tokens":14}"#)
        #expect(client.gateway.upstream.requests.first?.url.hasSuffix("/v1/messages/count_tokens") == true)
        let other = try await DoorClient([]).send("/v1/messages/count_tokens", #"{"model":"openai/m","messages":[]}"#)
        #expect(other.status == 404)
        #expect(other.json?["error"]?["type"]?.stringValue == "not_found_error")
    }

    @Test func modelsInAnthropicsShape() async throws {
        let lists = Array(repeating: ProviderScripts.models, count: 5)
        let list = try await DoorClient(lists).send("/v1/models?limit=1", "", method: "GET", headers: Self.headers)
        #expect(list.status == 200)
        #expect(list.json?["data"]?[0]?["type"]?.stringValue == "model")
        #expect(list.json?["data"]?[1] == nil)
        #expect(list.json?["has_more"] == .bool(true))
        #expect(list.json?["first_id"] == list.json?["last_id"])
        let one = try await DoorClient(lists).send("/v1/models/openai/gpt-4o", "", method: "GET", headers: Self.headers)
        #expect(one.json?["id"]?.stringValue == "openai/gpt-4o")
        #expect(one.json?["lifecycle"]?.stringValue == "active")
        let plain = try await DoorClient(lists).send("/v1/models", "", method: "GET")
        #expect(plain.json?["object"]?.stringValue == "list")
        let wrong = try await DoorClient([]).send("/v1/models?limit=x", "", method: "GET", headers: Self.headers)
        #expect(wrong.status == 400)
    }
}
