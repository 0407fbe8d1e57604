// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import JSONCoding
import Testing

/// A caller's request with a few words put in: whatever it is, everything else stays.
@Suite struct SpliceTests {
    private static let seeds = [
        #"{"model":"p/m","messages":[{"role":"developer","content":"a\u00e9\"b"},{"content":[{"type":"text","text":"x"}],"role":"user"}],"stream":true,"stream_options":{"include_usage":false},"temperature":1.0,"tools":[]}"#,
        #" { "stream" : true , "a" : { "model" : "inner", "stream_options": null } , "model" : "p/m" } "#,
        #"{"stream_options":{},"model":"p/m","model":"p/n","stream":true,"messages":[{"role":"developer"}]}"#,
    ]

    /// The same numbers in every run.
    private struct Numbers {
        var state: UInt64

        mutating func next(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
    }

    private func spliced(_ body: [UInt8], _ traits: ModelTraits) throws -> [UInt8] {
        let verbatim = VerbatimRequest(.chatCompletions, .chat, body: body[...])
        let chat = ChatRequest(model: "m", messages: [], verbatim: verbatim)
        return try ChatCompletions(tokenLimit: .maxTokens)
            .encode(chat, for: traits, streaming: true, adaptation: []).body
    }

    /// What a request must have become, by way of a tree.
    private func expected(_ value: JSONValue, renames: Bool) -> [ByteString: [JSONValue]] {
        var members: [ByteString: [JSONValue]] = [:]
        for member in value.objectValue?.members ?? [] where member.key != "stream_options" {
            var value = member.value
            if member.key == "model" { value = .string("m") }
            if member.key == "messages", renames { value = renamed(value) }
            members[member.key, default: []].append(value)
        }
        return members
    }

    private func renamed(_ messages: JSONValue) -> JSONValue {
        guard case .array(let elements) = messages else { return messages }
        return .array(
            elements.map { message in
                guard case .object(var object) = message else { return message }
                for index in object.members.indices
                where object.members[index].key == "role" && object.members[index].value == .string("developer") {
                    object.members[index].value = .string("system")
                }
                return .object(object)
            }
        )
    }

    @Test(arguments: [true, false])
    func everythingElseStays(_ knowsDeveloper: Bool) throws {
        var numbers = Numbers(state: 7)
        let bytes = Array(#"{}[]",:\0 1ntsmodel"#.utf8)
        var read = 0
        for _ in 0..<20_000 {
            var body = Array(Self.seeds[numbers.next(below: Self.seeds.count)].utf8)
            for _ in 0..<numbers.next(below: 4) {
                let position = numbers.next(below: body.count)
                switch numbers.next(below: 3) {
                case 0: body[position] = bytes[numbers.next(below: bytes.count)]
                case 1: body.insert(bytes[numbers.next(below: bytes.count)], at: position)
                default: body.remove(at: position)
                }
            }
            // What the door refuses goes nowhere.
            guard (try? ChatCompletionsHead(body[...])) != nil else { continue }
            read += 1
            let result = try JSONValue(parsing: try spliced(body, ModelTraits(takesDeveloperRole: knowsDeveloper))[...])
            let text = String(decoding: body, as: UTF8.self)
            let original = try JSONValue(parsing: body[...])
            #expect(expected(result, renames: false) == expected(original, renames: !knowsDeveloper), "\(text)")
            #expect(result["stream_options"]?["include_usage"]?.boolValue == true, "\(text)")
        }
        #expect(read > 2_000)
    }
}
