// SPDX-License-Identifier: Apache-2.0

import ServerSentEvents
import Testing

struct ServerSentEventParserTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var input: String
        var events: [PlainEvent]
        var testDescription: String { rule }

        init(_ rule: String, _ input: String, _ events: [PlainEvent]) {
            self.rule = rule
            self.input = input
            self.events = events
        }
    }

    static let lines = [
        Case("LF", "data: a\n\ndata: b\n\n", [.init("a"), .init("b")]),
        Case("CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", [.init("a"), .init("b")]),
        Case("CR", "data: a\r\rdata: b\r\r", [.init("a"), .init("b")]),
        Case("mixed ends", "data: a\r\n\ndata: b\n\r\ndata: c\r\n\r", [.init("a"), .init("b"), .init("c")]),
        Case("LF CR is two ends", "data: a\n\rdata: b\n\r", [.init("a"), .init("b")]),
        Case("empty input", "", []),
        Case("blank lines only", "\n\r\n\r\n\n", []),
        Case("no space", "data:a\n\n", [.init("a")]),
        Case("one space removed", "data:  a \n\n", [.init(" a ")]),
        Case("a tab stays", "data:\ta\n\n", [.init("\ta")]),
        Case("space alone", "data: \n\n", [.init("")]),
        Case("colons in the value", "data: a: b:c\n\n", [.init("a: b:c")]),
        Case("field without colon", "data\n\ndata\ndata\n\n", [.init(""), .init("\n")]),
        Case("several data lines", "data: a\ndata: b\ndata:\ndata: c\n\n", [.init("a\nb\n\nc")]),
        Case(
            "joined twice",
            "data: a\ndata: b\n\ndata: c\ndata: d\n\ndata: e\n\n",
            ["a\nb", "c\nd", "e"].map { .init($0) }
        ),
        Case("event name", "event: ping\ndata: a\n\ndata: b\n\n", [.init("a", name: "ping"), .init("b")]),
        Case("last event name wins", "event: a\ndata: x\nevent: b\n\n", [.init("x", name: "b")]),
        Case("emptied event name", "event: a\nevent\ndata: x\n\n", [.init("x")]),
        Case("event without data", "event: a\n\ndata: x\n\n", [.init("x")]),
        Case("id and retry", "id: 1\nretry: 5\ndata: x\nid\n\nid: 2\n\n", [.init("x")]),
        Case(
            "unknown fields",
            "dat: 1\ndatas: 2\n data: 3\nDATA: 4\neven: 5\nevents: 6\nerrors: 7\nmessage\ndata: x\n\n",
            [.init("x")]
        ),
        Case("NUL before a name", "\0data: 1\n\ndata: x\n\n", [.init("x")]),
        Case("comments", ": a\n:\n\ndata: x\n: data: y\n:data\ndata: z\n\n:\n\n", [.init("x\nz")]),
        Case("[DONE] is data", "data: [DONE]\n\n", [.init("[DONE]")]),
        Case(
            "characters",
            "data: é€😀 e\u{301}\u{2028}\u{2029}\u{85}\u{0}\n\n",
            [.init("é€😀 e\u{301}\u{2028}\u{2029}\u{85}\u{0}")]
        ),
        Case("JSON escape", #"data: {"a":"\ud83d\ude00"}"# + "\r\n\r\n", [.init(#"{"a":"\ud83d\ude00"}"#)]),
        Case("braces inside an event", "event: a\n{\ndata: x\n[\n\n", [.init("x", name: "a")]),
    ]

    static let ends = [
        Case("no blank line", "data: a\n\ndata: b\n", [.init("a"), .init("b")]),
        Case("no line end", "data: a\n\ndata: b", [.init("a"), .init("b")]),
        Case("several lines, no line end", "event: e\ndata: a\ndata: b", [.init("a\nb", name: "e")]),
        Case("no data at the end", "data: a\n\nevent: b\nid: 1", [.init("a")]),
        Case("comment at the end", "data: a\n\n: b", [.init("a")]),
        Case("CR at the end", "data: a\r", [.init("a")]),
    ]

    static let failures = [
        Case("error field", "error: {\"a\":1}\n\n", [.init("{\"a\":1}", origin: .errorField)]),
        Case("error field without line end", "error:{}", [.init("{}", origin: .errorField)]),
        Case("error field with CRLF", "data: a\r\n\r\nerror: x\r\n", [.init("a"), .init("x", origin: .errorField)]),
        Case("empty error field", "error\nerror:\nerror: \ndata: a\n\n", [.init("a")]),
        Case(
            "error field inside an event",
            "event: e\ndata: a\nerror: x\ndata: b\n\n",
            [.init("a", name: "e"), .init("x", origin: .errorField), .init("b")]
        ),
        Case("event named error", "event: error\ndata: {}\n\n", [.init("{}", name: "error")]),
        Case("body", "{\n\n  \"error\": {}\r\n}\n", [.init("{\n\n  \"error\": {}\r\n}\n", origin: .body)]),
        Case(
            "body after events",
            "data: a\n\n[{\ndata: b\n\n}]",
            [.init("a"), .init("[{\ndata: b\n\n}]", origin: .body)]
        ),
        Case("body after CRLF", "data: a\r\n\r\n\r\n{}", [.init("a"), .init("{}", origin: .body)]),
        Case("body after CR", "data: a\r\r{}", [.init("a"), .init("{}", origin: .body)]),
        Case("body after a comment", ": a\n[\n", [.init("[\n", origin: .body)]),
        Case("body of one byte", "{", [.init("{", origin: .body)]),
        Case("HTML is no event", "<html>\n<p>data: a</p>\n\n", []),
    ]

    @Test(arguments: lines + ends + failures)
    func everyCut(_ test: Case) throws {
        try expectEvents(Array(test.input.utf8), test.events)
    }

    @Test(arguments: lines + failures)
    func byteOrderMarkAtTheStart(_ test: Case) throws {
        try expectEvents([0xEF, 0xBB, 0xBF] + Array(test.input.utf8), test.events)
    }

    @Test
    func onlyOneByteOrderMark() throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        try expectEvents(mark + mark + Array("data: a\n\ndata: b\n\n".utf8), [.init("b")])
        try expectEvents(Array("\n".utf8) + mark + Array("data: a\n\n".utf8), [])
        try expectEvents(Array("data: ".utf8) + mark + Array("\n\n".utf8), [.init("\u{FEFF}")])
        try expectEvents(mark, [])
        try expectEvents([0xEF, 0xBB], [])
        try expectEvents([0xEF, 0xBB, 0x64], [])
    }

    /// A reader must not wait for the byte after a CR that has ended an event.
    @Test
    func carriageReturnDispatchesAtOnce() throws {
        #expect(try eventsBeforeEnd("data: a\r\r") == [.init("a")])
        #expect(try eventsBeforeEnd("data: a\r\n\r") == [.init("a")])
        #expect(try eventsBeforeEnd("data: a\r\n") == [])
        #expect(try eventsBeforeEnd("error: a\r") == [.init("a", origin: .errorField)])
    }

    @Test
    func bodyWaitsForTheEnd() throws {
        #expect(try eventsBeforeEnd("data: a\n\n{}\n\n") == [.init("a")])
    }

    @Test
    func singleDataLineSharesTheBuffer() throws {
        var parser = ServerSentEventParser()
        parser.append(Array("data: one\n\ndata: two\n\n".utf8))
        let one = try #require(try parser.next())
        let two = try #require(try parser.next())
        // Indices of one and the same buffer; a copy would begin at zero.
        #expect(one.data.startIndex == 6)
        #expect(two.data.startIndex == 17)
    }

    @Test
    func heldEventOutlivesTheNextAppend() throws {
        var parser = ServerSentEventParser()
        parser.append(Array("event: e\ndata: one\n\ndata: a\ndata: b\n\nda".utf8))
        let one = try #require(try parser.next())
        let joined = try #require(try parser.next())
        parser.append(Array("ta: a much longer event\ndata: c\n\n".utf8))
        let last = try #require(try parser.next())
        #expect(PlainEvent(one) == PlainEvent("one", name: "e"))
        #expect(PlainEvent(joined) == PlainEvent("a\nb"))
        #expect(PlainEvent(last) == PlainEvent("a much longer event\nc"))
    }

    @Test
    func copiesAreIndependent() throws {
        var parser = ServerSentEventParser()
        parser.append(Array("data: a\n".utf8))
        #expect(try parser.next() == nil)
        var copy = parser
        copy.append(Array("data: b\n\n".utf8))
        parser.append(Array("\n".utf8))
        #expect(try parser.next().map(PlainEvent.init) == PlainEvent("a"))
        #expect(try copy.next().map(PlainEvent.init) == PlainEvent("a\nb"))
    }
}
