// SPDX-License-Identifier: Apache-2.0

import JSONCoding
import Testing
import Upstream
import UpstreamTesting

@testable import Gateway

/// A provider of the caller's own dialect: the request and the answer go through as they are.
@Suite struct PassageTests {
    private static let path = "/v1/chat/completions"
    private static let document = ScriptedResponse(
        #"{ "id":"x1", "choices":[{"index":0,"message":{"role":"assistant","content":"Hi","new_field":{"a":1.0}},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}, "timings":{} }"#,
        type: "application/json"
    )

    private func sent(_ client: DoorClient) -> String? { client.gateway.upstream.bodies.first }

    /// Every byte stays but the model's name: blanks, the order of keys, the form of numbers, escapes, what nobody knows.
    @Test(arguments: [
        (
            "groq",
            #"{"model" : "@/m/1","messages":[{"role":"user","content":"\u00e9 1\/2"}],"temperature":1.0,"x":null}"#
        ),
        (
            "openai",
            "\n{ \"messages\":[ {\"content\":[{\"type\":\"brand_new\"}],\"role\":\"developer\"} ],\n \"model\":\"@/m/1\" }\n"
        ),
        ("local", #"{"messages":[],"n":1e0,"model":"@/m/1"}"#),
    ])
    func theRequestIsTheCallers(_ provider: String, _ request: String) async throws {
        let client = try DoorClient([Self.document])
        let body = request.split(separator: "@", omittingEmptySubsequences: false).joined(separator: provider)
        let response = await client.send(Self.path, body)
        #expect(response.status == 200)
        let expected = request.split(separator: "@/", omittingEmptySubsequences: false).joined()
        #expect(sent(client) == expected)
        #expect(response.body == String(decoding: Self.document.pieces.joined(), as: UTF8.self))
        #expect(response.field("X-Gateway-Ignored") == nil)
    }

    /// The gateway counts every caller's tokens, so it asks for a usage; who did not ask for one does not see it.
    @Test(arguments: [
        (#""stream":true"#, #""stream_options":{"include_usage":true},"#, #""stream":true"#),
        (#""stream_options":{},"stream":true"#, "", #""stream_options":{"include_usage":true},"stream":true"#),
        (#""stream_options":null,"stream":true"#, "", #""stream_options":{"include_usage":true},"stream":true"#),
        (
            #""stream_options":{"a":1,"include_usage":false},"stream":true"#, "",
            #""stream_options":{"a":1,"include_usage":true},"stream":true"#
        ),
        (
            #""stream_options":{"a":1},"stream":true"#, "",
            #""stream_options":{"include_usage":true,"a":1},"stream":true"#
        ),
    ])
    func aUsageIsAskedForAndHidden(_ asked: String, _ before: String, _ told: String) async throws {
        let client = try DoorClient([
            .events([
                #"{"id":"x","choices":[{"index":0,"delta":{"role":"assistant","content":""}}],"usage":null,"obfuscation":"a"}"#,
                #"{"usage":null,"choices":[{"index":0,"delta":{"content":"Hi","new":[1.0]}}]}"#,
                #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}"#,
                #"{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":8,"total_tokens":15}}"#,
            ])
        ])
        let response = await client.send(Self.path, #"{"model":"openai/m","messages":[],\#(asked)}"#)
        #expect(sent(client) == #"{\#(before)"model":"m","messages":[],\#(told)}"#)
        #expect(
            response.events == [
                #"{"id":"x","choices":[{"index":0,"delta":{"role":"assistant","content":""}}],"obfuscation":"a"}"#,
                #"{"choices":[{"index":0,"delta":{"content":"Hi","new":[1.0]}}]}"#,
                #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#, "[DONE]",
            ]
        )
        #expect(await client.gateway.log().first?.contains("prompt_tokens=7 completion_tokens=8") == true)
    }

    @Test func aStreamWithItsUsageIsTheProviders() async throws {
        let events = [
            #"{ "choices":[{"index":0,"delta":{"content":"Hi"}}],"usage":null }"#,
            #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}"#,
            #"{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":8,"total_tokens":15}}"#,
        ]
        let body = #"{"model":"openai/m","messages":[],"stream":true,"stream_options":{"include_usage":true}}"#
        let client = try DoorClient([.events(events)])
        #expect(await client.send(Self.path, body).events == events + ["[DONE]"])
        #expect(sent(client) == #"{"model":"m","messages":[],"stream":true,"stream_options":{"include_usage":true}}"#)
        // However the network cuts it.
        let whole = ScriptedResponse.events(events)
        for offset in 1..<whole.pieces.joined().count {
            let client = try DoorClient([whole.cut(at: offset)])
            #expect(await client.send(Self.path, body).events == events + ["[DONE]"], "\(offset)")
        }
    }

    /// Servers without a developer's messages take a system's.
    @Test func aDeveloperIsTheSystemWhereNoneIsKnown() async throws {
        let client = try DoorClient([Self.document])
        let messages =
            #"[{"role":"developer","content":"role: developer"},{"content":"developer","role": "developer" }]"#
        _ = await client.send(Self.path, #"{"model":"groq/m","messages":\#(messages)}"#)
        #expect(
            sent(client)
                == #"{"model":"m","messages":[{"role":"system","content":"role: developer"},{"content":"developer","role": "system" }]}"#
        )
    }

    @Test func theProvidersWordsForAFaultAreTold() async throws {
        let fault =
            #"{"error":{"message":"Bad.","type":"invalid_request_error","param":"messages[0].content","code":"string_above_max_length"}}"#
        let client = try DoorClient([ScriptedResponse(status: 400, fault, type: "application/json")])
        let response = await client.send(Self.path, #"{"model":"openai/m","messages":[]}"#)
        #expect(response.status == 400)
        #expect(response.json?["error"]?["param"]?.stringValue == "messages[0].content")
        #expect(response.json?["error"]?["code"]?.stringValue == "string_above_max_length")
        // The caller's own words are not changed and sent again.
        #expect(client.gateway.upstream.requests.count == 1)
    }

    @Test(arguments: [
        #"{"choices":[{"index":0,"delta":{"content":"Hi"}}]}"#,
        #"{"error":{"message":"overloaded"}}"#,
    ])
    func aStreamThatBreaksOffEndsInAnError(_ last: String) async throws {
        let client = try DoorClient([
            .events([#"{"choices":[{"index":0,"delta":{"content":"a"}}]}"#, last], isDone: false)
        ])
        let response = await client.send(Self.path, #"{"model":"openai/m","messages":[],"stream":true}"#)
        #expect(response.events.last?.hasPrefix(#"{"error":{"message":"#) == true)
        #expect(!response.body.contains("[DONE]"))
    }

    /// A document where a stream was asked for becomes a stream; a stream where a document was, a document.
    @Test func theFormIsTheOneThatWasAskedFor() async throws {
        let client = try DoorClient([Self.document])
        let stream = await client.send(Self.path, #"{"model":"openai/m","messages":[],"stream":true}"#)
        #expect(stream.events.count == 4)
        #expect(stream.events.last == "[DONE]")
        let other = try DoorClient([
            .events([#"{"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}"#])
        ])
        let document = await other.send(Self.path, #"{"model":"openai/m","messages":[]}"#)
        #expect(document.json?["choices"]?[0]?["message"]?["content"]?.stringValue == "Hi")
    }
}
