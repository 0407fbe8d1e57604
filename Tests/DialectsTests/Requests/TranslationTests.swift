// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import JSONCoding
import Testing

/// Whatever a caller's request is: it is refused in a sentence that is not long, or each dialect makes JSON of it.
@Suite struct TranslationTests {
    private static let seed =
        #"{"model":"p/m","messages":[{"role":"system","content":"S"},{"role":"user","content":[{"type":"text","text":"x\u00e9"},{"type":"image_url","image_url":{"url":"data:image/png;base64,aGk=","detail":"low"}},{"type":"file","file":{"filename":"a","file_data":"data:text/plain;base64,aGk="}}]},{"role":"assistant","content":null,"refusal":"no","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"x\":1}"},"extra_content":{"google":{"thought_signature":"s"}}},{"id":"c2","type":"custom","custom":{"name":"g","input":"ls"}}]},{"role":"tool","tool_call_id":"c1","content":"1"},{"role":"tool","tool_call_id":"c2","content":[{"type":"text","text":"2"}]}],"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{"x":{"const":1,"oneOf":[{}]}}},"strict":true}},{"type":"custom","custom":{"name":"g","format":{"type":"grammar","grammar":{"syntax":"lark","definition":"x"}}}}],"tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"f"}}]}},"response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"object"},"strict":true}},"stop":["a"],"temperature":0.5,"top_p":0.5,"reasoning_effort":"high","user":"u","max_tokens":5000}"#

    private struct Numbers {
        var state: UInt64

        mutating func next(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
    }

    @Test func theSeedIsRead() throws {
        let request = try ChatCompletionsRequest(Array(Self.seed.utf8)[...])
        #expect(request.chat.messages.count == 5)
        #expect(request.chat.tools.count == 2)
        #expect(request.ignored.isEmpty)
    }

    @Test(arguments: GoldenDialect.allCases)
    func whatIsReadIsWritten(_ dialect: GoldenDialect) throws {
        var numbers = Numbers(state: 11)
        let pieces = [
            "{", "}", "[", "]", "\"", ",", ":", "null", "true", "1e9", "-1", "\\u0000", "\"\"", "[]", "{}",
            "\"type\":7,",
            "\"role\"", "text", "c1", "0",
        ].map { Array($0.utf8) }
        var written = 0
        for _ in 0..<4_000 {
            var body = Array(Self.seed.utf8)
            for _ in 0...numbers.next(below: 2) {
                let position = numbers.next(below: body.count)
                let piece = pieces[numbers.next(below: pieces.count)]
                let length = numbers.next(below: 3) == 0 ? 0 : min(numbers.next(below: 12), body.count - position)
                body.replaceSubrange(position..<position + length, with: piece)
            }
            do {
                let request = try ChatCompletionsRequest(body[...])
                let wire = try dialect.dialect.encode(
                    request.chat,
                    for: dialect.traits,
                    streaming: true,
                    adaptation: []
                )
                _ = try JSONValue(parsing: wire.body[...], maximumDepth: 128)
                written += 1
            } catch let error as InvalidRequest {
                #expect(error.message.utf8.count < 1_000)
                #expect(!error.message.isEmpty)
            } catch is Unsupported {
            } catch let error as JSONError {
                // Of the caller's text, not of ours.
                #expect(
                    (try? JSONValue(parsing: body[...])) == nil,
                    "\(error): \(String(decoding: body, as: UTF8.self))"
                )
            }
        }
        #expect(written > 300)
    }
}
