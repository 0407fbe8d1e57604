// SPDX-License-Identifier: Apache-2.0

import ServerSentEvents
import Testing

struct ServerSentEventLimitTests {
    /// Inputs whose largest unit is exactly 20 bytes.
    static let inputs = [
        "data: 56789012345678\n\n",
        "data: 5678901234567\n\n",
        "data: 567890123456\r\n\r\n",
        "data: 567890123456\r\n\r\n",
        "data: a\n\ndata: 3\ndata: 234567\n\ndata: a\n\n",
        "event: 7\ndata: 67890\n\n",
        ": 234567890123456789\n\n",
        "error: 7890123456789\ndata: a\n\n",
        "{2345678901234567890",
        "data: a\n\n[2345678901234567890",
        "data: 78901234567890",
    ]

    @Test(arguments: inputs)
    func limitDoesNotDependOnTheCut(_ input: String) throws {
        let bytes = Array(input.utf8)
        _ = try events(in: [bytes[...]], limit: 21)
        for limit in 0..<24 {
            let whole = Result { try events(in: [bytes[...]], limit: limit) }
            for pieces in allCuts(of: bytes) {
                let cut = Result { try events(in: pieces, limit: limit) }
                switch (whole, cut) {
                case (.success(let left), .success(let right)): #expect(left == right)
                case (.failure, .failure): break
                default: Issue.record("limit \(limit) depends on \(pieces.map(\.count))")
                }
            }
        }
    }

    @Test
    func sizeAtTheLimitPasses() throws {
        let input = Array("data: 7890\n\n".utf8)
        #expect(try events(in: [input[...]], limit: 11) == [PlainEvent("7890")])
        #expect(throws: ServerSentEventError(code: .eventTooLarge, limit: 10)) {
            try events(in: [input[...]], limit: 10)
        }
    }

    @Test
    func eventsBeforeTheLargeOneAreReturned() throws {
        var parser = ServerSentEventParser(maximumEventSize: 10)
        parser.append(Array("data: a\n\ndata: b\n\ndata: too large\n\ndata: c\n\n".utf8))
        #expect(try parser.next().map(PlainEvent.init) == PlainEvent("a"))
        #expect(try parser.next().map(PlainEvent.init) == PlainEvent("b"))
        for _ in 0..<3 {
            #expect(throws: ServerSentEventError.self) { try parser.next() }
            #expect(throws: ServerSentEventError.self) { try parser.finish() }
        }
    }

    @Test
    func manyEventsAreNotOneLargeEvent() throws {
        let input = Array(String(repeating: "data: a\n\n: comment\n\nid: 1\n", count: 100).utf8)
        let found = try events(in: [input[...]], limit: 16)
        #expect(found == Array(repeating: PlainEvent("a"), count: 100))
    }

    @Test
    func descriptionHasTheLimitOnly() {
        let error = ServerSentEventError(code: .eventTooLarge, limit: 10)
        #expect("\(error)" == "a server-sent event is larger than 10 bytes")
    }

    /// Rescanning the line at each piece would take 5 billion steps.
    @Test(.timeLimit(.minutes(1)))
    func longLineInSmallPieces() throws {
        let length = 1_000_000
        var parser = ServerSentEventParser()
        parser.append(Array("data: ".utf8))
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 100)
        for _ in 0..<length / piece.count {
            parser.append(piece)
            #expect(try parser.next() == nil)
        }
        parser.append(Array("\n\n".utf8))
        let event = try #require(try parser.next())
        #expect(event.data.count == length)
    }

    @Test(.timeLimit(.minutes(1)))
    func manyTinyEvents() throws {
        let count = 100_000
        let input = Array(String(repeating: "data: {}\n\n", count: count).utf8)
        for size in [input.count, 1000] {
            var parser = ServerSentEventParser()
            var found = 0
            for start in stride(from: 0, to: input.count, by: size) {
                parser.append(input[start..<min(start + size, input.count)])
                while let event = try parser.next() {
                    found += event.data.count == 2 ? 1 : 0
                }
            }
            #expect(found == count)
        }
    }
}
