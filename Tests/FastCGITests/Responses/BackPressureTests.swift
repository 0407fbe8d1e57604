// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Glibc
import Testing

extension SocketTests {
    struct BackPressureTests {
        @Test(arguments: [false, true])
        func fourMegabytesWaitForTheirReader(_ tcp: Bool) throws {
            let server = try TestServer(tcp: tcp)
            let peer = try server.connect()
            if tcp { peer.set(SO_RCVBUF, Int32(65_536)) }
            try peer.send(WireRequest().bytes)
            let response = try server.next().response
            let bytes = WireRequest.pattern(tcp ? 16 << 20 : 4 << 20)
            #expect(response.write(bytes) == .blocked)
            let writable = Counter()
            response.whenWritable { writable.raise() }
            response.whenWritable { writable.raise() }
            #expect(writable.value == 0)
            let content = try peer.receive(exactly: bytes.count + (bytes.count + 65_534) / 65_535 * 8)
            #expect(writable.reaches(2))
            let isSame = content == WireRecord.stream(WireRecord.Kind.stdout, bytes).flatMap(\.bytes)
            #expect(isSame)
            #expect(response.write([7]) == .sent)
            response.finish()
            let rest: [WireRecord] = [.stdout([7]), .stdout([]), .end()]
            #expect(try peer.receiveToEnd() == rest.flatMap(\.bytes))
            #expect(writable.value == 2)
        }

        @Test
        func writesQueueInOrder() throws {
            let running = try RunningPoller()
            let raw = try RawConnection(running.poller)
            let response = try raw.respond()
            var expected: [UInt8] = []
            for round in 0..<100 as Range<UInt32> {
                let bytes = WireRequest.pattern(1_000, seed: round)
                response.write(bytes)
                expected += WireRecord.stdout(bytes).bytes
            }
            #expect(response.write([]) == .blocked)
            #expect(response.finish() == .blocked)
            expected += WireRecord.stdout([]).bytes + WireRecord.end().bytes
            let isSame = try raw.peer.receiveToEnd() == expected
            #expect(isSame)
            #expect(raw.owner.ended.reaches(1))
        }

        @Test
        func writableAtOnceWhenNothingWaits() throws {
            let running = try RunningPoller()
            let raw = try RawConnection(running.poller)
            let response = try raw.respond()
            let writable = Counter()
            response.whenWritable { writable.raise() }
            #expect(writable.value == 1)
            #expect(response.write([1]) == .sent)
            response.whenWritable { writable.raise() }
            #expect(writable.value == 2)
            response.finish()
            response.whenWritable { writable.raise() }
            #expect(writable.value == 3)
        }

        @Test
        func finishWhileBlockedKeepsTheConnection() throws {
            let running = try RunningPoller()
            let raw = try RawConnection(running.poller)
            for id in 1...3 {
                let response = try raw.respond(id: id, keeps: true)
                let gone = Counter()
                let writable = Counter()
                response.onDisconnect { gone.raise() }
                let bytes = WireRequest.pattern(50_000)
                #expect(response.write(bytes) == .blocked)
                response.whenWritable { writable.raise() }
                #expect(response.finish([1]) == .blocked)
                #expect(response.write([2]) == .closed)
                #expect(response.finish([3]) == .closed)
                #expect(raw.owner.ended.value == id - 1)
                let size = 8 + bytes.count + 9 + 24
                let isSame =
                    try raw.peer.receive(exactly: size)
                    == WireRecord.stdout(bytes, id: id).bytes + WireRequest.answer([1], id: id)
                #expect(isSame)
                #expect(raw.owner.ended.reaches(id))
                #expect(writable.reaches(1))
                #expect(gone.value == 0)
            }
        }

        @Test
        func peerThatLeavesWhileBlockedIsSeen() throws {
            let running = try RunningPoller()
            let raw = try RawConnection(running.poller)
            let response = try raw.respond()
            let gone = Counter()
            let writable = Counter()
            response.onDisconnect { gone.raise() }
            #expect(response.write(WireRequest.pattern(50_000)) == .blocked)
            response.whenWritable { writable.raise() }
            raw.peer.close()
            #expect(gone.reaches(1))
            #expect(writable.reaches(1))
            #expect(raw.owner.ended.reaches(1))
            #expect(response.write([1]) == .closed)
            #expect(response.finish() == .closed)
            #expect(gone.value == 1)
            #expect(raw.owner.ended.value == 1)
        }

        @Test
        func peerThatLeavesAfterABlockedFinishIsSeen() throws {
            let running = try RunningPoller()
            let raw = try RawConnection(running.poller)
            let response = try raw.respond(keeps: true)
            let gone = Counter()
            response.onDisconnect { gone.raise() }
            #expect(response.finish(WireRequest.pattern(50_000)) == .blocked)
            raw.peer.close()
            #expect(gone.reaches(1))
            #expect(raw.owner.ended.reaches(1))
        }

        @Test
        func finishIntoABrokenPipeIsClosed() throws {
            // Without a running poller nobody has seen the peer leave before the write does.
            let poller = try Poller()
            for isLast in [false, true] {
                for size in [0, 1, 100_000] where isLast || size > 0 {
                    let raw = try RawConnection(poller)
                    let response = try raw.respond()
                    let gone = Counter()
                    response.onDisconnect { gone.raise() }
                    raw.peer.close()
                    let bytes = [UInt8](repeating: 1, count: size)
                    #expect((isLast ? response.finish(bytes) : response.write(bytes)) == .closed)
                    #expect(gone.value == 1)
                    #expect(raw.owner.ended.value == 1)
                }
            }
        }
    }
}
