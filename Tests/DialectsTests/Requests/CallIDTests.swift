// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import JSONCoding
import Testing

/// Whatever ids a conversation has: each call has one of its own that the provider takes, and each result its call's.
@Suite struct CallIDTests {
    private static let ids: [ByteString] = [
        "", "a", "a_2", "a_3", "call_1", "functions.Bash:0", "call_abc/1", "é",
        ByteString(String(repeating: "x", count: 70)),
    ]

    /// Steps of up to four calls; each call's number is in its arguments, and in the text of its result.
    private func chat(_ seed: UInt64) -> ChatRequest {
        var state = seed
        func next(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        var number = 0
        var messages = [ChatMessage(role: .user, "Go")]
        for _ in 0..<5 {
            var calls: [MessagePart] = []
            var results: [MessagePart] = []
            for _ in 0...next(below: 4) {
                number += 1
                let id = Self.ids[next(below: Self.ids.count)]
                calls.append(.call(id, "f", #"{"n":"\#(number)"}"#))
                results.append(.result(id, .text("\(number)")))
            }
            messages += [ChatMessage(role: .assistant, parts: calls), ChatMessage(role: .user, parts: results)]
        }
        return ChatRequest(model: "m", messages: messages)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func callsAndResultsBelongTogether(_ seed: UInt64) throws {
        let wire = try AnthropicMessages().encode(chat(seed), for: ModelTraits(), streaming: false, adaptation: [])
        let blocks = try #require(try JSONValue(parsing: wire.body[...])["messages"]?.arrayValue).flatMap {
            $0["content"]?.arrayValue ?? []
        }
        var calls: [String: String] = [:]
        for block in blocks {
            if let id = block["id"]?.stringValue {
                #expect(id.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil)
                #expect(calls[id] == nil)
                calls[id] = block["input"]?["n"]?.stringValue
            } else if let id = block["tool_use_id"]?.stringValue {
                #expect(calls[id] == block["content"]?[0]?["text"]?.stringValue)
                #expect(calls[id] != nil)
            }
        }
        #expect(calls.count >= 5)
    }

    @Test func idsThatFitStay() throws {
        let messages = [
            ChatMessage(role: .user, "Go"), .assistant(.call("call_1", "f", "{}"), .call("toolu_01-x", "f", "{}")),
            .user(.result("toolu_01-x", .text("b")), .result("call_1", .text("a"))),
        ]
        let wire = try AnthropicMessages().encode(
            ChatRequest(model: "m", messages: messages),
            for: ModelTraits(),
            streaming: false,
            adaptation: []
        )
        let sent = try JSONValue(parsing: wire.body[...])["messages"]
        #expect(sent?[1]?["content"]?.arrayValue?.map { $0["id"]?.stringValue } == ["call_1", "toolu_01-x"])
        #expect(
            sent?[2]?["content"]?.arrayValue?.map { $0["tool_use_id"]?.stringValue } == ["toolu_01-x", "call_1"]
        )
    }
}
