// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Testing

struct RecordTests {
    @Test
    func headerIsWrittenInNetworkOrder() {
        var bytes: [UInt8] = [9]
        RecordHeader(type: .stdout, requestID: 0x1234, contentLength: 0xABCD, paddingLength: 7).append(to: &bytes)
        #expect(bytes == [9, 1, 6, 0x12, 0x34, 0xAB, 0xCD, 7, 0])
    }

    @Test(arguments: 1...11 as ClosedRange<UInt8>)
    func headerIsReadBack(_ type: UInt8) throws {
        let bytes: [UInt8] = [1, type, 0xFF, 0xFE, 0x80, 0x01, 255, 0]
        let header = try #require(RecordHeader(bytes))
        #expect(header.type.rawValue == type)
        #expect(header.requestID == 0xFFFE)
        #expect(header.contentLength == 0x8001)
        #expect(header.paddingLength == 255)
        var written: [UInt8] = []
        header.append(to: &written)
        #expect(written == bytes)
    }

    @Test(
        arguments: [
            [], [1], [1, 6, 0, 1, 0, 0, 0], [0, 6, 0, 1, 0, 0, 0, 0], [2, 6, 0, 1, 0, 0, 0, 0],
            [1, 0, 0, 1, 0, 0, 0, 0],
            [1, 12, 0, 1, 0, 0, 0, 0], [1, 255, 0, 1, 0, 0, 0, 0],
        ] as [[UInt8]]
    )
    func otherBytesAreNoHeader(_ bytes: [UInt8]) {
        #expect(RecordHeader(bytes) == nil)
    }

    @Test
    func beginIsRead() throws {
        let begin = try #require(BeginRequest(WireRecord.begin(id: 0x0102, role: 1, keeps: true).bytes))
        #expect(begin.requestID == 0x0102)
        #expect(begin.role == BeginRequest.responder)
        #expect(begin.keepsConnection)
        let other = try #require(BeginRequest(WireRecord.begin(id: 65_535, role: 3).bytes))
        #expect(other.requestID == 65_535)
        #expect(other.role == 3)
        #expect(!other.keepsConnection)
    }

    @Test
    func onlyTheLowestFlagKeepsTheConnection() throws {
        var bytes = WireRecord.begin().bytes
        bytes[10] = 0xFE
        #expect(try #require(BeginRequest(bytes)).keepsConnection == false)
        bytes[10] = 0xFF
        #expect(try #require(BeginRequest(bytes)).keepsConnection)
    }

    @Test
    func otherBytesAreNoBegin() {
        let good = WireRecord.begin().bytes
        for count in 0..<good.count { #expect(BeginRequest(Array(good[..<count])) == nil) }
        for (position, value) in [(0, 2), (1, 9), (3, 0), (4, 1), (5, 7), (5, 9)] as [(Int, UInt8)] {
            var bytes = good
            bytes[position] = value
            #expect(BeginRequest(bytes) == nil, "byte \(position) is \(value)")
        }
    }

    @Test
    func endIsWritten() {
        var bytes: [UInt8] = []
        EndRequest(requestID: 0x0203).appendWithEndOfOutput(to: &bytes)
        #expect(bytes == [1, 6, 2, 3, 0, 0, 0, 0, 1, 3, 2, 3, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        bytes = []
        EndRequest(requestID: 1, status: .unknownRole).append(to: &bytes)
        #expect(bytes == [1, 3, 0, 1, 0, 8, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0])
    }
}
