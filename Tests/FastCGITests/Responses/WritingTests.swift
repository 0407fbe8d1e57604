// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Testing

extension SocketTests {
    struct WritingTests {
        @Test(arguments: [1, 8_191, 65_534, 65_535, 65_536, 131_070, 131_071, 300_000])
        func bytesAreCutIntoRecords(_ size: Int) throws {
            let bytes = WireRequest.pattern(size)
            let server = try TestServer { _, response in
                response.write(bytes)
                response.finish(bytes)
            }
            let records = try server.send(WireRequest().bytes).receiveAnswer()
            let once = WireRecord.stream(WireRecord.Kind.stdout, bytes)
            let isSame = records == once + once + [.stdout([]), .end()]
            #expect(isSame)
        }

        /// A send is cut where the socket's buffer ends: over all these sizes, at every byte of the last records.
        @Test(arguments: [0, 1], [2_150...2_350, 4_400...4_600])
        func anyCutIsMended(_ writes: Int, _ sizes: ClosedRange<Int>) throws {
            let running = try RunningPoller()
            var blocked = 0
            for size in sizes {
                let raw = try RawConnection(running.poller)
                let response = try raw.respond(id: 0x0101)
                let bytes = WireRequest.pattern(size, seed: UInt32(size))
                for _ in 0..<writes { response.write(bytes) }
                if response.finish(bytes) == .blocked { blocked += 1 }
                let content = (0..<writes).flatMap { _ in WireRecord.stdout(bytes, id: 0x0101).bytes }
                let isSame = try raw.peer.receiveToEnd() == content + WireRequest.answer(bytes, id: 0x0101)
                if !isSame { Issue.record("\(size) bytes") }
                if !raw.owner.ended.reaches(1) { Issue.record("\(size) bytes: not ended") }
            }
            if sizes.upperBound > 4_000 { #expect(blocked > 0) }
        }

        /// Several records that wait together, so that their headers are cut as well.
        @Test
        func anyCutOfManyRecordsIsMended() throws {
            let running = try RunningPoller()
            for size in 1...150 {
                let raw = try RawConnection(running.poller)
                let response = try raw.respond()
                let large = WireRequest.pattern(9_000)
                #expect(response.write(large) == .blocked)
                var expected = WireRecord.stdout(large).bytes
                for round in 0..<UInt32(60) {
                    let bytes = WireRequest.pattern(size, seed: round)
                    #expect(response.write(bytes) == .blocked)
                    expected += WireRecord.stdout(bytes).bytes
                }
                #expect(response.finish() == .blocked)
                expected += WireRecord.stdout([]).bytes + WireRecord.end().bytes
                let isSame = try raw.peer.receiveToEnd() == expected
                if !isSame { Issue.record("\(size) bytes") }
            }
        }

        @Test
        func peerMayReadByteByByte() throws {
            let running = try RunningPoller()
            let raw = try RawConnection(running.poller)
            let response = try raw.respond()
            let bytes = WireRequest.pattern(12_000)
            #expect(response.write(bytes) == .blocked)
            #expect(response.finish(Array("end".utf8)) == .blocked)
            let expected = WireRecord.stdout(bytes).bytes + WireRequest.answer(Array("end".utf8))
            var received: [UInt8] = []
            while true {
                let next = try raw.peer.receive(1)
                if next.isEmpty { break }
                received += next
            }
            let isSame = received == expected
            #expect(isSame)
        }

        /// TCP cuts at other places than a unix socket, and grows its buffers meanwhile.
        @Test
        func smallWindowOfTCPIsServed() throws {
            let server = try TestServer(tcp: true)
            let port = try #require(server.listener.port)
            let peer = try Peer(port: port, receiveBuffer: 1)
            try peer.send(WireRequest().bytes)
            let response = try server.next().response
            var expected: [UInt8] = []
            for round in 0..<UInt32(600) {
                let bytes = WireRequest.pattern(Int(round) * 13 + 1, seed: round)
                response.write(bytes)
                expected += WireRecord.stdout(bytes).bytes
            }
            response.finish()
            var received: [UInt8] = []
            var size = 1
            while true {
                let next = try peer.receive(size)
                if next.isEmpty { break }
                received += next
                size = size * 7 % 5_003
            }
            let isSame = received == expected + WireRecord.stdout([]).bytes + WireRecord.end().bytes
            #expect(isSame)
        }

        /// One connection, one writer, and both sides at full speed: no wake-up may be lost.
        @Test
        func fullSpeedLosesNothing() async throws {
            let running = try RunningPoller()
            let raw = try RawConnection(running.poller, sendBuffer: 32_768)
            let response = try raw.respond()
            let rounds = 3_000
            async let received = onThread { try raw.peer.receiveToEnd() }
            var expected: [UInt8] = []
            var unanswered = 0
            for round in 0..<rounds {
                let bytes = WireRequest.pattern(round * 37 % 3_000 + 1, seed: UInt32(round))
                expected += WireRecord.stdout(bytes).bytes
                guard response.write(bytes) == .blocked else { continue }
                let writable = Counter()
                response.whenWritable { writable.raise() }
                if !writable.reaches(1) { unanswered += 1 }
            }
            response.finish()
            #expect(unanswered == 0)
            let isSame = try await received == expected + WireRecord.stdout([]).bytes + WireRecord.end().bytes
            #expect(isSame)
        }
    }
}
