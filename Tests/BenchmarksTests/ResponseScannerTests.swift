// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Benchmarks

struct ResponseScannerTests {
    private struct Outcome: Equatable {
        var status = 0
        var body = ""
        var ends = 0
        var isBroken = false
    }

    private func scan(_ pieces: [[UInt8]], _ scanner: inout ResponseScanner) -> Outcome {
        var outcome = Outcome()
        for piece in pieces {
            var start = 0
            while let step = scanner.next(in: piece, &start, piece.count) {
                switch step {
                case .head: outcome.status = scanner.status
                case .body(let from, let end): outcome.body += String(decoding: piece[from..<end], as: UTF8.self)
                case .end: outcome.ends += 1
                case .broken:
                    outcome.isBroken = true
                    return outcome
                }
                if step == .end { break }
            }
        }
        return outcome
    }

    private static let withLength =
        "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Length: 11\r\nConnection: keep-alive\r\n\r\nhello world"
    private static let chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6;x=1\r\nhello \r\n5\r\nworld\r\n0\r\nA: b\r\n\r\n"

    @Test(arguments: [withLength, chunked])
    func aBodyIsFoundHoweverItIsCut(_ response: String) {
        let bytes = Array(response.utf8)
        for cut in 0...bytes.count {
            var scanner = ResponseScanner()
            let outcome = scan([Array(bytes[..<cut]), Array(bytes[cut...])], &scanner)
            #expect(outcome == Outcome(status: 200, body: "hello world", ends: 1))
        }
        var scanner = ResponseScanner()
        #expect(scan(bytes.map { [$0] }, &scanner) == Outcome(status: 200, body: "hello world", ends: 1))
        #expect(!scanner.isInside)
    }

    @Test
    func anEmptyBodyEndsWithTheHead() {
        var scanner = ResponseScanner()
        let outcome = scan([Array("HTTP/1.1 204 No Content\r\n\r\n".utf8)], &scanner)
        #expect(outcome == Outcome(status: 204, body: "", ends: 1))
    }

    @Test
    func aRefusalHasItsRetryAfter() {
        var scanner = ResponseScanner()
        let text =
            "HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
        #expect(scan([Array(text.utf8)], &scanner) == Outcome(status: 503, body: "", ends: 1))
        #expect(scanner.hasRetryAfter)
        #expect(scanner.closes)
    }

    @Test
    func aBodyWithoutLengthEndsWithTheConnection() {
        var scanner = ResponseScanner()
        let outcome = scan([Array("HTTP/1.0 200 OK\r\n\r\nab".utf8), Array("c".utf8)], &scanner)
        #expect(outcome == Outcome(status: 200, body: "abc", ends: 0))
        #expect(scanner.endsWithConnection)
    }

    @Test
    func whatIsNoHTTPIsBroken() {
        var scanner = ResponseScanner()
        #expect(scan([Array("hello\r\n\r\n".utf8)], &scanner).isBroken)
        scanner.reset()
        let text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
        #expect(scan([Array(text.utf8)], &scanner).isBroken)
    }
}
