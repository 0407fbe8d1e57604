// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import JSONCoding
import Testing

struct JSONStringTests {
    @Test(arguments: [
        (#""#, ""), ("plain", "plain"), (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"), (#"\u0000"#, "\0"),
        (#"a\u0000b"#, "a\0b"),
        (#"\u0041\u00e9\u20AC\u20ac"#, "Aé€€"), (#"\ud83d\ude00"#, "😀"), (#"\uD83D\uDE00!"#, "😀!"),
        (#"\udbff\udfff"#, "\u{10FFFF}"),
        (#"\ud800\udc00"#, "\u{10000}"), (#"\ufffd\uffff\ud7ff\ue000"#, "\u{FFFD}\u{FFFF}\u{D7FF}\u{E000}"),
        (#"\u2028\u2029"#, "\u{2028}\u{2029}"), ("\u{2028}\u{2029}\u{7F}", "\u{2028}\u{2029}\u{7F}"), ("é€😀", "é€😀"),
        (#"é\n€\t😀"#, "é\n€\t😀"), (#"\\u0041"#, #"\u0041"#), (#"\\\\n"#, #"\\n"#), ("e\u{301}", "e\u{301}"),
    ])
    func decoding(_ raw: String, _ expected: String) throws {
        let found = try decoded(rawString: Array(raw.utf8))
        #expect(Array(found.utf8) == Array(expected.utf8))
    }

    @Test(arguments: [
        (#"\ud83d"#, "\u{FFFD}"), (#"\ude00"#, "\u{FFFD}"), (#"\ude00\ud83d"#, "\u{FFFD}\u{FFFD}"),
        (#"a\ud83db"#, "a\u{FFFD}b"),
        (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"), (#"\ud83d\n"#, "\u{FFFD}\n"), (#"\ud83d\u0041"#, "\u{FFFD}A"),
        (#"\ud83d\ude00\ude00"#, "😀\u{FFFD}"), (#"\ud83d😀"#, "\u{FFFD}😀"), (#"\ud83du\de00"#, nil),
        (#"\ud83d\\ude00"#, "\u{FFFD}\\ude00"),
    ])
    func loneSurrogates(_ raw: String, _ expected: String?) throws {
        guard let expected else {
            #expect(throws: JSONError.self) { try decoded(rawString: Array(raw.utf8)) }
            return
        }
        #expect(try decoded(rawString: Array(raw.utf8)) == expected)
        #expect(failure(Array("\"\(raw)\"".utf8)) == nil)
    }

    static let malformed: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE2, 0x82],
        [0xED, 0xA0, 0x80],
        [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80],
        [0xF5, 0x80, 0x80, 0x80],
        [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ]

    @Test(arguments: malformed)
    func invalidUTF8(_ bytes: [UInt8]) throws {
        let pads = ["", "a", "0123456", "01234567", "éé"].map { Array($0.utf8) }
        for before in pads {
            for after in pads + [Array(#"\n"#.utf8), Array(#"\u00e9é"#.utf8)] {
                let raw = before + bytes + after
                let tail =
                    after.first == UInt8(ascii: "\\")
                    ? after.count == 2 ? "\n" : "éé" : String(decoding: after, as: UTF8.self)
                let repaired = String(decoding: before + bytes, as: UTF8.self) + tail
                #expect(repaired.unicodeScalars.contains("\u{FFFD}"))
                #expect(try decoded(rawString: raw) == repaired)
                let quoted = [0x22] + raw + [0x22]
                let error = try #require(failure(quoted))
                #expect(error.code == .invalidUTF8)
                #expect(error.offset == 1 + before.count)
                #expect(failure([0x7B] + quoted + Array(":1}".utf8))?.code == .invalidUTF8)
                #expect(try JSONValue(parsing: quoted[...]) == .string(ByteString(repaired)))
            }
        }
    }

    /// The word-wise scan must stop at the right byte wherever it stands in a word.
    @Test
    func everyAlignment() throws {
        for length in 0..<40 {
            for special in [#"\""#, #"\\"#, #"\u0001"#, "é", "\u{7F}", " "] {
                for position in 0...length {
                    let head = String(repeating: "h", count: position)
                    let tail = String(repeating: "t", count: length - position)
                    let character = ["\\\"": "\"", "\\\\": "\\", "\\u0001": "\u{1}"][special] ?? special
                    #expect(try decoded(rawString: Array((head + special + tail).utf8)) == head + character + tail)
                }
            }
        }
    }

    @Test
    func everyControlCharacterIsRefusedAtEveryAlignment() {
        for control in 0..<UInt8(0x20) {
            for position in 0..<17 {
                var input = [UInt8](repeating: UInt8(ascii: "x"), count: 20)
                input[0] = 0x22
                input[19] = 0x22
                input[position + 1] = control
                #expect(failure(input)?.offset == position + 1)
            }
        }
    }

    @Test
    func plainStringsShareTheInput() throws {
        let input = Array(#"["plain","é"]"#.utf8)
        var reader = JSONReader(input)
        try reader.beginArray()
        #expect(try reader.nextElement())
        #expect(try reader.readString().utf8().startIndex == 2)
        #expect(try reader.nextElement())
        #expect(try reader.readString().utf8().startIndex == 10)
    }

    @Test
    func comparison() throws {
        func key(_ raw: String) throws -> JSONString {
            var reader = JSONReader(Array("{\"\(raw)\":1}".utf8))
            try reader.beginObject()
            return try #require(try reader.nextKey())
        }
        for text in ["", "a", "choices", "finish_reason", "sixteen_letters_", "completion_tokens_details"] {
            #expect(try key(text).equals(text))
            #expect(try !key(text + "x").equals(text))
            #expect(try !key(text).equals(text + "x"))
            #expect(try !key("x" + text.dropFirst()).equals(text) || text.isEmpty)
        }
        #expect(try key(#"\u0061b"#).equals("ab"))
        #expect(try key("é").equals("é"))
        // No normalisation, although Swift's strings compare equal.
        #expect(try !key("e\u{301}").equals("\u{E9}"))
        switch try key("delta") {
        case "content": Issue.record("matched the wrong key")
        case "delta": break
        default: Issue.record("did not match")
        }
    }
}
