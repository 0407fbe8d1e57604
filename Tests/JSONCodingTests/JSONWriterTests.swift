// SPDX-License-Identifier: Apache-2.0

import Fuzzing
import JSONCoding
import Testing

struct JSONWriterTests {
    static func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test
    func structure() {
        let text = Self.written { writer in
            writer.beginObject()
            writer.key("a")
            writer.beginArray()
            writer.number(1)
            writer.beginArray()
            writer.endArray()
            writer.beginObject()
            writer.endObject()
            writer.null()
            writer.endArray()
            writer.key("b")
            writer.bool(true)
            writer.key("c")
            writer.beginObject()
            writer.key("d\n")
            writer.raw(Array("[1, 2]".utf8))
            writer.key("e")
            writer.raw("{}".utf8)
            writer.endObject()
            writer.key("f")
            writer.bool(false)
            writer.endObject()
        }
        #expect(text == #"{"a":[1,[],{},null],"b":true,"c":{"d\n":[1, 2],"e":{}},"f":false}"#)
    }

    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("\"\\/", #"\"\\/"#), ("\u{8}\u{C}\n\r\t", #"\b\f\n\r\t"#),
        ("\0\u{1}\u{1F}\u{B}", #"\u0000\u0001\u001f\u000b"#),
        ("\u{7F}é€😀\u{2028}\u{2029}", "\u{7F}é€😀\u{2028}\u{2029}"), ("01234567\"89\\", #"01234567\"89\\"#),
        ("\n\n", #"\n\n"#),
    ])
    func escaping(_ text: String, _ expected: String) {
        #expect(Self.written { $0.string(text) } == "\"\(expected)\"")
        #expect(Self.written { $0.string(utf8: Array(text.utf8)[...]) } == "\"\(expected)\"")
        #expect(Self.written { $0.string(utf8: Array("xx\(text)".utf8).dropFirst(2)) } == "\"\(expected)\"")
        #expect(Self.written { $0.string(utf8: text.utf8) } == "\"\(expected)\"")
        var output = Array("kept".utf8)
        JSONWriter.appendEscaped(Array(text.utf8)[...], to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "kept" + expected)
    }

    @Test(arguments: [
        (0.0, "0.0"), (-0.0, "-0.0"), (0.2, "0.2"), (1e-5, "1e-05"), (1e100, "1e+100"), (-1.5, "-1.5"),
        (.infinity, "null"),
        (.nan, "null"), (.leastNonzeroMagnitude, "5e-324"),
    ])
    func double(_ value: Double, _ expected: String) {
        #expect(Self.written { $0.number(value) } == expected)
        #expect(failure(Array(expected.utf8)) == nil)
    }

    @Test(arguments: [0, 1, -1, Int.max, Int.min, 1_234_567_890])
    func integer(_ value: Int) {
        #expect(Self.written { $0.number(value) } == "\(value)")
    }

    @Test
    func randomDoublesKeepTheirValue() throws {
        var random = SplitMix64(seed: 2)
        for _ in 0..<2000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            let text = Self.written { $0.number(value) }
            let found = try #require(try JSONValue(parsing: Array(text.utf8)[...]).doubleValue)
            #expect(found.bitPattern == value.bitPattern)
        }
    }

    @Test
    func reuse() {
        var writer = JSONWriter(reusing: Array("old".utf8))
        writer.beginArray()
        writer.number(1)
        writer.endArray()
        #expect(writer.take() == Array("[1]".utf8))
        #expect(writer.bytes == [])
        writer.bool(true)
        #expect(writer.bytes == Array("true".utf8))
        writer.removeAll(keepingCapacity: true)
        writer.null()
        #expect(writer.take() == Array("null".utf8))
    }

    @Test
    func reusedBufferKeepsItsCapacity() {
        var buffer: [UInt8] = []
        buffer.reserveCapacity(10_000)
        var writer = JSONWriter(reusing: buffer)
        buffer = []
        writer.number(1)
        #expect(writer.bytes == Array("1".utf8))
    }

    @Test(arguments: [#""""#, #""plain""#, #""\u00e9\/\ud800 \"x\"""#, "\"é\u{2028}\""])
    func stringsOfAnotherTextKeepTheirEscapes(_ text: String) throws {
        var reader = JSONReader(Array(text.utf8))
        var writer = JSONWriter()
        writer.beginArray()
        writer.string(try reader.readString())
        writer.string(try JSONReader.string("b"))
        writer.endArray()
        #expect(String(decoding: writer.take(), as: UTF8.self) == "[\(text),\"b\"]")
    }
}

extension JSONReader {
    fileprivate static func string(_ text: String) throws -> JSONString {
        var reader = JSONReader(Array("\"\(text)\"".utf8))
        return try reader.readString()
    }
}
