// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import FastCGI

struct RequestAssemblyTests {
    private static func record(_ type: UInt8, _ content: [UInt8], id: UInt8 = 1, padding: UInt8 = 0) -> [UInt8] {
        [1, type, 0, id, UInt8(content.count >> 8), UInt8(content.count & 255), padding, 0] + content
            + [UInt8](repeating: 0, count: Int(padding))
    }

    private static func begin(role: UInt8 = 1, flags: UInt8 = 0) -> [UInt8] {
        record(1, [0, role, flags, 0, 0, 0, 0, 0])
    }

    /// Two variables, one with a length of four bytes.
    private static let pairs: [UInt8] =
        [3, 1] + Array("ABC1".utf8) + [1, 0x80, 0, 0, 0x82] + Array("D".utf8) + [UInt8](repeating: 0x78, count: 130)

    private static let params = record(4, pairs, padding: 5) + record(4, [])
    private static let stdin = record(5, Array("hello".utf8), padding: 3) + record(5, [])

    /// What an assembly makes of bytes that come in pieces of some size.
    private struct Outcome: Equatable {
        var steps: [RequestAssembly.Step] = []
        var params: [UInt8] = []
        var fault: ParamsFault?
        var body: [UInt8] = []
    }

    private func assemble(_ bytes: [UInt8], pieces size: Int = .max, limit: Int = 1_000) -> Outcome {
        var assembly = RequestAssembly(paramsLimit: limit)
        var outcome = Outcome()
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + min(size, bytes.count))
            var position = start
            while true {
                let step = assembly.take(bytes[start..<end], from: &position)
                if step == .more { break }
                outcome.steps.append(step)
                if case .head = step { continue }
                break
            }
            start = end
            if outcome.steps.last == .refused { break }
        }
        outcome.params = assembly.params
        outcome.fault = assembly.paramsFault
        outcome.body = assembly.body
        return outcome
    }

    private func whole(_ bytes: [UInt8], limit: Int = 1_000) -> BeginRequest? {
        RequestScan.wholeRequest(in: bytes[...], paramsLimit: limit)
    }

    @Test(arguments: [1, 2, 3, 7, 8, 9, 15, 16, 17, 64, .max])
    func aRequestIsTheSameInPiecesOfAnySize(_ size: Int) throws {
        let begin = try #require(BeginRequest(Self.begin()))
        let outcome = assemble(Self.begin() + Self.params + Self.stdin, pieces: size)
        #expect(outcome.steps == [.head(begin), .whole])
        #expect(outcome.params == Self.pairs)
        #expect(outcome.body == Array("hello".utf8))
    }

    @Test func aPrefixIsNeitherWholeNorRefused() throws {
        let bytes = Self.begin() + Self.params + Self.stdin
        let begin = try #require(BeginRequest(Self.begin()))
        let head = Self.begin().count + Self.params.count
        for count in 0..<bytes.count {
            #expect(whole(Array(bytes.prefix(count))) == nil, "\(count) bytes")
            #expect(
                assemble(Array(bytes.prefix(count))).steps == (count >= head ? [.head(begin)] : []),
                "\(count) bytes"
            )
        }
        #expect(whole(bytes) == begin)
        #expect(whole(bytes + Self.begin()) == begin)
    }

    @Test func variablesMayBeSplitAnywhereOverRecords() throws {
        let begin = try #require(BeginRequest(Self.begin()))
        for cut in 1..<Self.pairs.count {
            let params = Self.record(4, Array(Self.pairs[..<cut])) + Self.record(4, Array(Self.pairs[cut...]))
            let bytes = Self.begin() + params + Self.record(4, []) + Self.stdin
            #expect(whole(bytes) == begin)
            #expect(assemble(bytes, pieces: 5).params == Self.pairs)
        }
    }

    /// The limit counts names and values with a sign between them: 3 + 1 + 1 and 1 + 1 + 130.
    @Test(
        arguments: [(137, nil), (136, ParamsFault.tooLarge(limit: 136)), (4, .tooLarge(limit: 4))]
            as [(Int, ParamsFault?)]
    )
    func variablesHaveALimit(_ limit: Int, _ fault: ParamsFault?) throws {
        let begin = try #require(BeginRequest(Self.begin()))
        let bytes = Self.begin() + Self.params + Self.stdin
        #expect(whole(bytes, limit: limit) == (fault == nil ? begin : nil))
        let outcome = assemble(bytes, pieces: 11, limit: limit)
        #expect(outcome.fault == fault)
        #expect(outcome.params == (fault == nil ? Self.pairs : []))
        #expect(outcome.steps == [.head(begin), .whole])
    }

    /// Nothing of these reaches libfcgi, wherever the length stands.
    @Test(
        arguments: [
            [0x80, 0, 4, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF, 0], [0, 0xFF, 0xFF, 0xFF, 0xFF], [1, 0x80, 0, 3, 0xE9, 0x41],
            pairs + [0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFE],
        ] as [[UInt8]]
    )
    func lengthsThatCannotBeTrueAreTooLarge(_ content: [UInt8]) throws {
        let bytes = Self.begin() + Self.record(4, content) + Self.record(4, []) + Self.stdin
        #expect(whole(bytes) == nil)
        for size in [1, 4, .max] { #expect(assemble(bytes, pieces: size).fault == .tooLarge(limit: 1_000)) }
    }

    @Test(
        arguments: [
            [3, 1, 0x41, 0, 0x42, 0x43], [1, 3, 0x41, 0x42, 0x43, 0], [1, 1, 0, 0x41], pairs + [1, 1, 0x41, 0],
        ] as [[UInt8]]
    )
    func aNULInAVariableIsAFault(_ content: [UInt8]) throws {
        let bytes = Self.begin() + Self.record(4, content) + Self.record(4, []) + Self.stdin
        #expect(whole(bytes) == nil)
        for size in [1, .max] {
            let outcome = assemble(bytes, pieces: size)
            #expect(outcome.fault == .hasNUL)
            #expect(outcome.params.isEmpty)
        }
    }

    @Test func variablesBeyondAnySenseAreRefused() {
        let record = Self.record(4, [UInt8](repeating: 0x41, count: 60_000))
        let bytes = Self.begin() + (0..<20).flatMap { _ in record }
        #expect(assemble(bytes, pieces: 65_536).steps == [.refused])
    }

    @Test func anotherRoleIsRecognised() throws {
        let begin = try #require(BeginRequest(Self.begin(role: 2)))
        #expect(assemble(Self.begin(role: 2), pieces: 3).steps == [.unknownRole(begin)])
        #expect(whole(Self.begin(role: 2) + Self.params + Self.stdin) == nil)
    }

    @Test(arguments: [
        [0x02], [0x01, 0x09], Array("GET / HTTP/1.1\r\n".utf8),
        // A second request, another type, another id, and management records where variables are due.
        begin() + begin(), begin() + record(5, []), begin() + record(4, [], id: 2), begin() + record(9, [], id: 0),
        begin() + params + record(4, []), begin() + params + record(9, [], id: 0), begin() + params + record(2, []),
        // Lengths and pairs that are cut off.
        begin() + record(4, [3]) + record(4, []), begin() + record(4, [3, 1, 0x41]) + record(4, []),
        begin() + record(4, [0x80, 0, 0]) + record(4, []), begin() + [1, 99, 0, 1, 0, 0, 0, 0],
        begin() + [2, 4, 0, 1, 0, 0, 0, 0],
    ])
    func whatIsNoRequestIsRefused(_ bytes: [UInt8]) {
        #expect(whole(bytes) == nil)
        for size in [1, 8, .max] { #expect(assemble(bytes, pieces: size).steps.last == .refused) }
    }
}
