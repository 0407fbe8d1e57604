// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing

@testable import Upstream

struct ResponseParserTests {
    /// What came of a response.
    private struct Outcome: Equatable {
        var status: Int?
        var body = ""
        /// Whether the connection may be used again; nil when the response has not ended.
        var isReusable: Bool?
        var fault = false
        var bytesLeft = false
    }

    /// Reads a response in pieces of a size; the connection ends after it.
    private func read(_ text: String, by size: Int, isHead: Bool = false) -> Outcome {
        var parser = ResponseParser(isHead: isHead)
        var outcome = Outcome()
        var rest = Array(text.utf8)[...]
        do {
            while !rest.isEmpty {
                parser.append(ByteBuffer(bytes: rest.prefix(size)))
                rest = rest.dropFirst(size)
                while let part = try parser.next() {
                    switch part {
                    case .head(let head): outcome.status = head.status
                    case .body(let bytes): outcome.body += String(buffer: bytes)
                    case .end(let isReusable): outcome.isReusable = isReusable
                    }
                }
                parser.releaseBuffer()
            }
            if parser.finish() { outcome.isReusable = false }
        } catch {
            outcome.fault = true
        }
        outcome.bytesLeft = parser.hasBytesLeft && !outcome.fault
        return outcome
    }

    private static let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"

    @Test(arguments: [
        ("a length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", true),
        ("no reason", "HTTP/1.1 200\r\ncontent-LENGTH:5\r\n\r\nhello", true),
        ("line feeds alone", "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", true),
        ("line ends before it", "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", true),
        (
            "heads before it",
            "HTTP/1.1 100 Go\r\n\r\nHTTP/1.1 103 x\r\nA: b\r\n\r\n" + chunked + "\r\n5\r\nhello\r\n0\r\n\r\n", true
        ),
        ("the same length twice", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 05\r\n\r\nhello", false),
        ("the same length in a list", "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello", false),
        ("chunked beside a length", chunked + "Content-Length: 3\r\n\r\n5\r\nhello\r\n0\r\n\r\n", false),
        (
            "a length beside chunked",
            "HTTP/1.1 200 OK\r\nContent-Length: 900\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", false
        ),
        ("chunked twice", chunked + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", true),
        ("identity", "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 5\r\n\r\nhello", true),
        ("two chunks", chunked + "\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", true),
        ("blanks after a size", chunked + "\r\n5  \t\r\nhello\r\n0 \r\n\r\n", true),
        ("zeros before a size", chunked + "\r\n00005\r\nhello\r\n000\r\n\r\n", true),
        ("an extension", chunked + "\r\n5 ;a=\"b;c\"\r\nhello\r\n0;x\r\n\r\n", true),
        ("trailers", chunked + "\r\n5\r\nhello\r\n0\r\nA: b\r\nContent-Length: 9\r\n\r\n", true),
        ("a folded field", "HTTP/1.1 200 OK\r\nX: a\r\n  b\r\nContent-Length:\r\n 5\r\n\r\nhello", true),
        ("it is closed", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: x, Close\r\n\r\nhello", false),
        ("version 1.0", "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", false),
        ("version 1.0, kept", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello", true),
        ("until the end", "HTTP/1.1 200 OK\r\n\r\nhello", false),
    ])
    func readsAResponseInPiecesOfAnySize(_ name: String, _ text: String, _ isReusable: Bool) {
        for size in [1, 2, 3, 7, 64, 4_096] {
            let outcome = read(text, by: size)
            #expect(outcome == Outcome(status: 200, body: "hello", isReusable: isReusable), "\(name), by \(size)")
        }
    }

    @Test(arguments: [
        ("HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\n", 204, false), ("HTTP/1.1 304 No\r\n\r\n", 304, false),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 200, true),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, false),
    ])
    func someResponsesHaveNoBody(_ text: String, _ status: Int, _ isHead: Bool) {
        #expect(read(text, by: 5, isHead: isHead) == Outcome(status: status, isReusable: true))
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", "HTTP/1.1 200 OK\r\nContent-", "HTTP/1.1 2",
        chunked + "\r\n5\r\nhel", chunked + "\r\n5\r\nhello\r\n", chunked + "\r\n5\r\nhello\r\n0\r\n",
        chunked + "\r\n5\r\nhello\r\n0\r\nA: b",
    ])
    func whatIsCutHasNoEnd(_ text: String) {
        for size in [1, 5, 4_096] {
            let outcome = read(text, by: size)
            #expect(outcome.isReusable == nil && !outcome.fault)
        }
    }

    @Test(arguments: [
        "SSH-2.0-x\r\n\r\n", "\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}\u{28}", "HTTP/2 200\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n", "HTTP/1.1 101 Other\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nnothing\r\n\r\n", "HTTP/1.1 200 OK\r\nA b: c\r\n\r\n", "HTTP/1.1 200 OK\r\n a: b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: \u{0}\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nhello!", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello", "HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", chunked + "\r\nzz\r\nhello\r\n",
        chunked + "\r\n\r\nhello\r\n", chunked + "\r\n5 5\r\nhello\r\n", chunked + "\r\n5\r\nhello!\r\n0\r\n\r\n",
        chunked + "\r\n-5\r\nhello\r\n", chunked + "\r\nFFFFFFFFFFFFFFFFF\r\nhello\r\n",
    ])
    func whatHasNoMeaningOrTwoIsAFault(_ text: String) {
        for size in [1, 3, 4_096] { #expect(read(text, by: size).fault, "\(text.debugDescription) by \(size)") }
    }

    @Test func headsAreBounded() {
        let fields = (0..<257).map { "A\($0): b\r\n" }.joined()
        #expect(read("HTTP/1.1 200 OK\r\n" + fields + "\r\n", by: 4_096).fault)
        let long = String(repeating: "x", count: 70_000)
        #expect(read("HTTP/1.1 200 OK\r\nA: " + long, by: 4_096).fault)
        #expect(read(Self.chunked + "\r\n5;" + long, by: 4_096).fault)
        #expect(read(Self.chunked + "\r\n0\r\nA: " + long, by: 4_096).fault)
        let informational = String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 40)
        #expect(read(informational, by: 4_096).fault)
    }

    /// Each piece ends in the middle of a line, so that some bytes always wait for the next.
    @Test func aStreamWhosePiecesEndWithinLinesIsNotCollected() throws {
        var parser = ResponseParser()
        parser.append(ByteBuffer(string: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40"))
        var (count, most) = (0, 0)
        let piece = "00\r\n" + String(repeating: "x", count: 0x4000) + "\r\n40"
        for _ in 0..<1_000 {
            while let part = try parser.next() {
                if case .body(let bytes) = part { count += bytes.readableBytes }
            }
            parser.releaseBuffer()
            parser.append(ByteBuffer(string: piece))
            most = max(most, parser.heldCapacity)
        }
        #expect(count == 999 * 0x4000)
        #expect(most <= 4 * piece.utf8.count)
    }

    @Test func whatFollowsIsNoPartOfIt() {
        #expect(read("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxHTTP/1.1 200 OK\r\n", by: 4_096).bytesLeft)
    }

    @Test func fieldsAreFoundWhateverTheirCase() {
        var parser = ResponseParser()
        parser.append(
            ByteBuffer(string: "HTTP/1.1 200 OK\r\nRetry-After2: 1\r\nRETRY-after: \t 7 \r\nretry-after: 8\r\n\r\n")
        )
        guard case .head(let head)? = try? parser.next() else {
            Issue.record("no head")
            return
        }
        #expect(head["Retry-After"] == "7")
        #expect(head["retry"] == nil && head["Retry-After22"] == nil)
    }
}
