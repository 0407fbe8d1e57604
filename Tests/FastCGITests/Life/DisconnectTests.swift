// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Glibc
import Testing

extension SocketTests {
    struct DisconnectTests {
        /// The two ways in which a peer leaves.
        enum Way: CaseIterable {
            case close, shutdown

            func leave(_ peer: Peer) {
                switch self {
                case .close: peer.close()
                case .shutdown: peer.shutdownOutput()
                }
            }
        }

        @Test(arguments: Way.allCases, [false, true])
        func seenBeforeTheHandlerAsks(_ way: Way, _ tcp: Bool) throws {
            let server = try TestServer(tcp: tcp)
            let peer = try server.send(WireRequest(keeps: true).bytes)
            let response = try server.next().response
            way.leave(peer)
            #expect(eventually { response.write([1]) == .closed })
            let gone = Counter()
            response.onDisconnect { gone.raise() }
            #expect(gone.value == 1)
            response.onDisconnect { gone.raise() }
            #expect(gone.value == 2)
        }

        @Test(arguments: Way.allCases, [false, true])
        func seenBeforeTheFirstByte(_ way: Way, _ tcp: Bool) throws {
            let server = try TestServer(tcp: tcp)
            for keeps in [false, true] {
                let peer = try server.send(WireRequest(keeps: keeps).bytes)
                let response = try server.next().response
                let gone = Counter()
                response.onDisconnect { gone.raise() }
                #expect(gone.value == 0)
                way.leave(peer)
                #expect(gone.reaches(1))
                #expect(response.write([1]) == .closed)
                #expect(response.finish() == .closed)
                #expect(gone.value == 1)
            }
        }

        @Test(arguments: Way.allCases, [false, true])
        func seenBetweenChunks(_ way: Way, _ tcp: Bool) throws {
            let server = try TestServer(tcp: tcp)
            let peer = try server.send(WireRequest().bytes)
            let response = try server.next().response
            let gone = Counter()
            response.onDisconnect { gone.raise() }
            for chunk in 0..<3 as Range<UInt8> {
                #expect(response.write([chunk]) == .sent)
                #expect(try peer.receive(exactly: 9).last == chunk)
            }
            way.leave(peer)
            #expect(gone.reaches(1))
            let writable = Counter()
            response.whenWritable { writable.raise() }
            #expect(writable.value == 1)
        }

        @Test(arguments: Way.allCases, [false, true])
        func seenWhileBlocked(_ way: Way, _ tcp: Bool) throws {
            let server = try TestServer(tcp: tcp)
            let peer = try server.send(WireRequest().bytes)
            let response = try server.next().response
            let gone = Counter()
            let writable = Counter()
            response.onDisconnect { gone.raise() }
            #expect(response.write(WireRequest.pattern(16 << 20)) == .blocked)
            response.whenWritable { writable.raise() }
            way.leave(peer)
            #expect(gone.reaches(1))
            #expect(writable.reaches(1))
            #expect(response.write([1]) == .closed)
        }

        @Test(arguments: Way.allCases, [1, 100_000])
        func bodyThatBreaksOffReachesNoHandlerAsWhole(_ way: Way, _ size: Int) throws {
            let server = try TestServer()
            let whole = WireRequest(body: WireRequest.pattern(size)).bytes
            for left in [8, size / 2 + 8, 3] {
                let peer = try server.send(Array(whole.dropLast(left)))
                way.leave(peer)
                // Whoever reads the descriptor finds the end of the stream.
                guard let exchange = try? server.next() else { continue }
                #expect(exchange.request.bodyState != .complete)
                #expect(exchange.request.body.isEmpty)
                let gone = Counter()
                exchange.response.onDisconnect { gone.raise() }
                #expect(gone.reaches(1))
            }
            #expect(eventually { server.descriptorCount == 1 })
        }

        @Test
        func peerThatLeavesAtOnceIsSeen() throws {
            let server = try TestServer()
            for keeps in [false, true] {
                try server.send(WireRequest(keeps: keeps).bytes).close()
                let gone = Counter()
                let response = try server.next().response
                response.onDisconnect { gone.raise() }
                #expect(gone.reaches(1))
            }
        }

        @Test(arguments: [false, true], [false, true])
        func neverToldAfterTheEnd(_ keeps: Bool, _ tcp: Bool) throws {
            let gone = Counter()
            let server = try TestServer(tcp: tcp) { _, response in
                response.onDisconnect { gone.raise() }
                response.write([1])
                response.finish([2])
            }
            let peers = try (0..<20).map { _ in try server.send(WireRequest(keeps: keeps).bytes) }
            for peer in peers { #expect(try peer.receiveAnswer().count == 4) }
            for peer in peers { peer.close() }
            #expect(try server.connect().exchange(WireRequest()) == [1, 2])
            server.stop()
            #expect(gone.value == 0)
        }

        @Test
        func lastCallBackCounts() throws {
            let server = try TestServer()
            let peer = try server.send(WireRequest().bytes)
            let response = try server.next().response
            let (first, second) = (Counter(), Counter())
            response.onDisconnect { first.raise() }
            response.onDisconnect { second.raise() }
            peer.close()
            #expect(second.reaches(1))
            #expect(first.value == 0)
        }

        /// Writers and leavers race: exactly one call-back each, and no descriptor is left.
        @Test
        func racesEndInOneCallBack() async throws {
            let gone = Counter()
            let ended = Counter()
            let server = try TestServer { _, response in
                response.onDisconnect { gone.raise() }
                for _ in 0..<20 where response.write(WireRequest.pattern(500)) == .closed { break }
                if response.finish() == .closed { ended.raise() }
            }
            for round in 0..<300 {
                let peer = try server.send(WireRequest(keeps: round % 2 == 0).bytes)
                if round % 3 == 0 { _ = try peer.receive(round % 700 + 1) }
                peer.close()
            }
            await server.server.waitUntilIdle()
            #expect(eventually { server.descriptorCount == 1 })
            #expect(gone.value <= 300)
            #expect(ended.value <= gone.value)
        }
    }
}
