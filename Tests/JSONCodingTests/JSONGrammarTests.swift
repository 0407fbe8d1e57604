// SPDX-License-Identifier: Apache-2.0

import JSONCoding
import Testing

struct JSONGrammarTests {
    static let syntaxErrors = [
        "+1", ".5", "NaN", "Infinity", "-Infinity", "'a'", "{'a':1}", "{a:1}", "/**/1", "//\n1", "tru3", "truE", "nulL",
        "falsy",
        "True", "01", "-01", "00", "1.e1", "1.x", "-x", "--1", "-.5", "1e+x", "1ex", "1e1.5", "[1,]", "[,1]", "[,]",
        "[1,,2]", "[1 2]",
        "{,}", "{\"a\":1,}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\":}", "{\"a\",1}", "{1:2}", "{null:1}", "[1}",
        "{\"a\":1]",
        "[}", "{]", "]", "}", ",", ":", "[1:2]", "[1/**/]", "\u{FEFF}1", "\u{A0}1", "\u{C}1", "\u{B}1", "\0",
        "[1\u{0}]", "@",
        #""\x""#, #""\'""#, #""\u12g4""#, #""\u 123""#, #""\U0041""#, #""\u00""#, #""\0""#, "\"\\\n\"",
        "\"\n\"", "\"\t\"", "\"a\u{0}\"", "\"\u{1F}\"", "\"0123456\u{7}\"", "{\"\r\":1}", #"["a"b"]"#, "[1.]", "[-]",
        "[1e]",
    ]

    @Test(arguments: syntaxErrors)
    func syntaxError(_ text: String) throws {
        let code = try #require(failure(Array(text.utf8))?.code)
        // `1e1.5` is a whole number with something behind it.
        #expect(code == .syntax || code == .trailingBytes && text == "1e1.5")
        // The same inside of a skipped value.
        #expect(validationError(Array("[[0,\(text)]]".utf8)) != nil)
    }

    @Test(arguments: [
        "1 2", "{} {}", "[],", "null null", "\"a\"b", "1}", "[]]", "1\u{0}", "truex", "0x10", "1 //", "12a",
    ])
    func trailingBytes(_ text: String) {
        #expect(failure(Array(text.utf8))?.code == .trailingBytes)
    }

    static let documents = [
        "null", "true", "false", "0", "-0", "1.5e-3", "\"\"", "[]", "{}", " \t\r\n1 \t\r\n", "[1,[2,[3]]]",
        "\"\u{7F}\u{80}\"",
        #"{"a":{"b":[{"c":null},true,false]},"d":-1.5E+10,"e":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}"#, "[ ]", "{ }",
        "\"é€😀\"",
        #"{"id":"chatcmpl-1","choices":[{"index":0,"delta":{"content":" 😀\ud83d\ude00"},"finish_reason":null}]}"#,
    ]

    @Test(arguments: documents)
    func correct(_ text: String) {
        #expect(failure(Array(text.utf8)) == nil)
    }

    /// Every beginning of a document is an error at its end, except that a number may end anywhere behind a digit.
    @Test(arguments: documents)
    func truncation(_ text: String) throws {
        let bytes = Array(text.utf8)
        for count in 0..<bytes.count {
            let head = Array(bytes[..<count])
            if let error = failure(head) {
                #expect(error.code == .unexpectedEnd)
                #expect(error.offset <= count)
            } else {
                let last = try #require(head.last { $0 > 0x20 })
                #expect((UInt8(ascii: "0")...UInt8(ascii: "9")).contains(last) || text.hasPrefix(" "))
            }
            var structural = JSONReader(head)
            _ = Result { try structural.skipValue() }
        }
    }

    @Test
    func structuralSkippingToleratesWhatItDoesNotRead() throws {
        let skipped = [
            "[1,,2]", "{a:1}", "{]", "nope", "01", "-", "\"\\x\"", "\"\n\"", "[\"]\\\"}\",'x']", "tru", "\"\\\\\"",
            "\"\\u12\"",
        ]
        for text in skipped {
            var reader = JSONReader(Array("{\"a\": \(text) ,\"b\":1}".utf8))
            try reader.beginObject()
            #expect(try reader.nextKey()?.string == "a")
            #expect(try reader.captureValue().elementsEqual(text.utf8), "\(text)")
            #expect(try reader.nextKey()?.string == "b")
            #expect(try reader.readNumber().int == 1)
            #expect(try reader.nextKey() == nil)
            try reader.finish()
        }
    }

    @Test(arguments: ["\"", "\"\\", "\"\\\"", "[", "[\"]\"", "{\"a\":[}", "[[]", "", " "])
    func structuralSkippingNeedsAnEnd(_ text: String) throws {
        var reader = JSONReader(Array(text.utf8))
        let error = try #require(throws: JSONError.self) { try reader.skipValue() }
        #expect(error.code == .unexpectedEnd)
    }

    /// No description may repeat input, and each must say where.
    @Test(arguments: syntaxErrors)
    func descriptionNamesThePlace(_ text: String) throws {
        let error = try #require(failure(Array("[\"secret\",\(text)]".utf8)))
        #expect(error.description.hasSuffix("byte \(error.offset)"))
        #expect(!error.description.contains("secret"))
    }
}
