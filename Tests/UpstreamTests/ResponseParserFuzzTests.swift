// SPDX-License-Identifier: Apache-2.0

import Fuzzing
import NIOCore
import Testing

@testable import Upstream

/// Responses of providers that are wrong somewhere, and right ones, whole and in pieces.
@Suite struct ResponseParserFuzzTests {
    /// What came of a response.
    private struct Outcome: Equatable {
        var statuses: [Int] = []
        var body: [UInt8] = []
        /// Whether the connection may be used again; nil when the response has not ended.
        var isReusable: Bool?
        var fault: ResponseFault?
        var complaint: String?
    }

    /// The most bytes that may wait for their line's end.
    private static let longestLine = 64 << 10
    private static let singleBytes = 5_000

    @Test func upstreamResponses() async throws {
        let found = try await FuzzTarget("upstream-responses", inputs: 200).run { random in
            let isHead = random.oneIn(8)
            let words = [isHead ? "HEAD" : "POST", String(random.next())]
            if random.oneIn(20) {
                let count = random.number(0..<400)
                return FuzzInput(words, (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) })
            }
            var mutation = ResponseMutation(random)
            let sample = mutation.sample(isHead: isHead)
            // The next draw is the mutation's, after all of the sample's.
            guard random.oneIn(4) else { return FuzzInput(words, mutation.change(sample.bytes)) }
            return FuzzInput(words + [String(sample.status), String(sample.bodySize)], sample.bytes)
        } check: { input in
            let isHead = input.words.first == "HEAD"
            var random = SplitMix64(seed: try #require(input.words.dropFirst().first.flatMap { UInt64($0) }))
            let whole = Self.read([input.bytes], isHead: isHead)
            if let complaint = whole.complaint { return complaint }
            let expected = input.words.dropFirst(2).compactMap { Int($0) }
            if expected.count == 2, whole.statuses != [expected[0]] || whole.body.count != expected[1] {
                return
                    "status \(whole.statuses), \(whole.body.count) bytes, \(String(describing: whole.fault)) of \(expected)"
            }
            if expected.count == 2, whole.isReusable == nil { return "a whole response does not end" }
            for pieces in [Self.tiny(input.bytes), random.pieces(of: input.bytes, most: 2_000)] {
                let cut = Self.read(pieces, isHead: isHead)
                if cut != whole { return "in \(pieces.count) pieces \(cut), whole \(whole)" }
            }
            return nil
        }
        for complaint in found { Issue.record("\(complaint)") }
    }

    /// Byte by byte, but for what is far behind the head.
    private static func tiny(_ bytes: [UInt8]) -> [[UInt8]] {
        let rest = bytes.dropFirst(singleBytes)
        let starts = stride(from: rest.startIndex, to: rest.endIndex, by: 999)
        return bytes.prefix(singleBytes).map { [$0] } + starts.map { Array(rest[$0...].prefix(999)) }
    }

    /// Reads a response in pieces; the connection ends after it.
    private static func read(_ pieces: [[UInt8]], isHead: Bool) -> Outcome {
        var parser = ResponseParser(isHead: isHead)
        var outcome = Outcome()
        let longest = pieces.reduce(0) { max($0, $1.count) }
        let size = pieces.reduce(0) { $0 + $1.count }
        var parts = 0
        do {
            // What came behind the response is never given to the parser.
            for piece in pieces where outcome.isReusable == nil {
                parser.append(ByteBuffer(bytes: piece))
                while let part = try parser.next() {
                    parts += 1
                    switch part {
                    case .head(let head): outcome.statuses.append(head.status)
                    case .body(let bytes):
                        if bytes.readableBytes == 0 { outcome.complaint = "a part without bytes" }
                        outcome.body += bytes.readableBytesView
                    case .end(let isReusable): outcome.isReusable = isReusable
                    }
                }
                parser.releaseBuffer()
                if outcome.isReusable == nil, parser.heldCapacity > 4 * (longestLine + longest) {
                    outcome.complaint = "\(parser.heldCapacity) bytes are held"
                }
            }
            if parser.finish() { outcome.isReusable = false }
        } catch {
            outcome.fault = error
        }
        if outcome.body.count > size { outcome.complaint = "a body of more bytes than came" }
        if parts > size + 2 { outcome.complaint = "\(parts) parts of \(size) bytes" }
        return outcome
    }
}
