// SPDX-License-Identifier: Apache-2.0

import ServerSentEvents
import Testing

struct ServerSentEventSerializerTests {
    static func event(_ name: String?, _ data: String) -> String {
        var output = Array("before\n".utf8)
        ServerSentEventSerializer.appendEvent(name: name, data: data.utf8, to: &output)
        return String(decoding: output.dropFirst(7), as: UTF8.self)
    }

    static func comment(_ text: String) -> String {
        var output: [UInt8] = []
        ServerSentEventSerializer.appendComment(text, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test(arguments: [
        ("a", "data: a\n\n"), ("", "data: \n\n"), (" a", "data:  a\n\n"),
        ("{\"a\":\"\\n\"}", "data: {\"a\":\"\\n\"}\n\n"),
        ("a\nb", "data: a\ndata: b\n\n"), ("a\r\nb", "data: a\ndata: b\n\n"), ("a\rb", "data: a\ndata: b\n\n"),
        ("\n", "data: \ndata: \n\n"), ("a\n\nb\n", "data: a\ndata: \ndata: b\ndata: \n\n"),
        ("\r\n\r", "data: \ndata: \ndata: \n\n"),
    ])
    func data(_ data: String, _ expected: String) {
        #expect(Self.event(nil, data) == expected)
        #expect(Self.event("n", data) == "event: n\n" + expected)
    }

    @Test(arguments: [("a", "event: a\n"), ("", "event: \n"), ("a\ndata: x", "event: a\n"), ("a\r", "event: a\n")])
    func name(_ name: String, _ expected: String) {
        #expect(Self.event(name, "x") == expected + "data: x\n\n")
    }

    @Test(arguments: [
        ("a", ": a\n\n"), ("", ": \n\n"), ("a\nb", ": a\n: b\n\n"), ("a\r\ndata: b\r", ": a\n: data: b\n: \n\n"),
    ])
    func comment(_ text: String, _ expected: String) throws {
        #expect(Self.comment(text) == expected)
        #expect(try eventsBeforeEnd(Self.comment(text)) == [])
    }

    @Test(arguments: ["", "a", " a", ": a", "a\nb", "\n", "\n\na\n", "data: a\n\ndata: b", "é😀\u{2028}\u{0}", "{\n[\n"])
    func parserReadsWhatIsWritten(_ data: String) throws {
        var output: [UInt8] = []
        ServerSentEventSerializer.appendEvent(name: "e", data: Array(data.utf8), to: &output)
        ServerSentEventSerializer.appendComment(data, to: &output)
        ServerSentEventSerializer.appendEvent(name: nil, data: data.utf8, to: &output)
        try expectEvents(output, [PlainEvent(data, name: "e"), PlainEvent(data)])
    }
}
