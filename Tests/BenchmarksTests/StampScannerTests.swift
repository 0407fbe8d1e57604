// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Benchmarks

struct StampScannerTests {
    private static let stamps = [
        Stamp(sequence: 0, nanoseconds: 1), Stamp(sequence: 12_345_678, nanoseconds: 9_876_543_210_123_456),
        Stamp(sequence: 7, nanoseconds: 0),
    ]

    private func bytes(of stamp: Stamp) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Stamp.count)
        stamp.write(into: &bytes, at: 0)
        return bytes
    }

    private func scan(_ pieces: [[UInt8]]) -> [Stamp] {
        var scanner = StampScanner()
        var found: [Stamp] = []
        for piece in pieces {
            var start = 0
            while let stamp = scanner.next(in: piece, &start, piece.count) { found.append(stamp) }
            #expect(start == piece.count)
        }
        return found
    }

    @Test
    func aStampHasItsForm() {
        let text = String(decoding: bytes(of: Stamp(sequence: 42, nanoseconds: 1_234)), as: UTF8.self)
        #expect(text == "~00000042:0000000000001234~")
    }

    @Test
    func stampsAreFoundAmongOtherBytes() {
        let text = Self.stamps.flatMap { Array(#"data: {"text":""#.utf8) + bytes(of: $0) + Array("\"}\n\n".utf8) }
        #expect(scan([text]) == Self.stamps)
    }

    @Test
    func stampsAreFoundHoweverTheyAreCut() {
        let text = Self.stamps.flatMap { bytes(of: $0) + Array("xx".utf8) }
        for cut in 0...text.count {
            #expect(scan([Array(text[..<cut]), Array(text[cut...])]) == Self.stamps)
        }
        #expect(scan(text.map { [$0] }) == Self.stamps)
    }

    @Test(arguments: ["~~", "~1", "~0000000", "~00000000;", "~00000000:12x", "~00000000:0000000000000001"])
    func whatOnlyBeginsLikeAStampIsNone(_ beginning: String) {
        #expect(scan([Array("\(beginning)\"".utf8) + bytes(of: Self.stamps[1])]) == [Self.stamps[1]])
        #expect(scan([Array(beginning.utf8)]).isEmpty)
    }
}
