// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import FastCGI

struct RequestScanTests {
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

    private func scan(_ bytes: [UInt8], isAll: Bool = true) -> RequestScan {
        RequestScan(bytes[...], isAll: isAll)
    }

    @Test func everyPrefixOfARequestIsJudgedRight() throws {
        let bytes = Self.begin() + Self.params + Self.stdin
        let begin = try #require(BeginRequest(Self.begin()))
        let paramsEnd = Self.begin().count + Self.params.count
        for count in 0...bytes.count {
            let expected: RequestScan =
                if count == bytes.count { .whole(begin) } else if count >= paramsEnd { .params(begin) } else {
                    .incomplete
                }
            #expect(scan(Array(bytes.prefix(count))) == expected, "\(count) bytes")
        }
        #expect(scan(bytes + Self.begin()) == .whole(begin))
    }

    @Test func variablesMayBeSplitAnywhereOverRecords() throws {
        let begin = try #require(BeginRequest(Self.begin()))
        for cut in 1..<Self.pairs.count {
            let params = Self.record(4, Array(Self.pairs[..<cut])) + Self.record(4, Array(Self.pairs[cut...]))
            #expect(scan(Self.begin() + params + Self.record(4, []) + Self.stdin) == .whole(begin))
        }
    }

    @Test func variablesThatDoNotFitTheWindowAreLeftToTheReader() throws {
        let begin = try #require(BeginRequest(Self.begin()))
        let bytes = Self.begin() + Self.record(4, [3, 100] + Array("ABC".utf8) + [UInt8](repeating: 0x78, count: 50))
        #expect(scan(bytes, isAll: false) == .params(begin))
        #expect(scan(bytes, isAll: true) == .incomplete)
    }

    @Test func anotherRoleIsRecognised() throws {
        let begin = try #require(BeginRequest(Self.begin(role: 2)))
        #expect(scan(Self.begin(role: 2)) == .unknownRole(begin))
    }

    @Test(arguments: [
        [0x02], [0x01, 0x09], Array("GET / HTTP/1.1\r\n".utf8),
        // A second request, another type, another id, and management records where variables are due.
        begin() + begin(), begin() + record(5, []), begin() + record(4, [], id: 2), begin() + record(9, [], id: 0),
        begin() + params + record(4, []), begin() + params + record(9, [], id: 0), begin() + params + record(2, []),
        // Lengths that are cut off, and lengths that cannot be true.
        begin() + record(4, [3]) + record(4, []), begin() + record(4, [3, 1, 0x41]) + record(4, []),
        begin() + record(4, [0x80, 0, 0]) + record(4, []), begin() + record(4, [0xFF, 0xFF, 0xFF, 0xFF, 0]),
        begin() + record(4, [0, 0x80, 0x10, 0, 1]), begin() + [1, 99, 0, 1, 0, 0, 0, 0],
        begin() + [2, 4, 0, 1, 0, 0, 0, 0],
    ])
    func whatLibfcgiMustNotSeeIsRefused(_ bytes: [UInt8]) {
        #expect(scan(bytes) == .refused)
    }
}
