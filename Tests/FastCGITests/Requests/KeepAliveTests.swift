// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Glibc
import Testing

extension SocketTests {
    struct KeepAliveTests {
        @Test(arguments: [false, true])
        func connectionServesOneRequestAfterAnother(_ tcp: Bool) throws {
            let server = try TestServer(tcp: tcp)
            let peer = try server.connect()
            for id in [1, 1, 2, 65_535] {
                let body = WireRequest.pattern(id % 5_000, seed: UInt32(id))
                try peer.send(WireRequest(id: id, keeps: true, body: body).bytes)
                let exchange = try server.next()
                #expect(exchange.request.body == body)
                exchange.response.finish(Array("\(id)".utf8))
                let answer: [WireRecord] = [.stdout(Array("\(id)".utf8), id: id), .stdout([], id: id), .end(id: id)]
                #expect(try peer.receiveAnswer() == answer)
            }
            // The last request does not ask to keep it.
            #expect(try peer.send(WireRequest(body: [1]).bytes) == ())
            try server.next().response.finish()
            #expect(try peer.receiveToEnd() == WireRecord.stdout([]).bytes + WireRecord.end().bytes)
        }

        @Test
        func connectionIsClosedAfterTheEndUnlessKept() throws {
            let server = try TestServer.echo()
            let peer = try server.send(WireRequest(body: [1]).bytes)
            #expect(try peer.receiveToEnd() == WireRequest.answer([1]))
            #expect(eventually { server.descriptorCount == 1 })
        }

        @Test
        func parkedConnectionOutlivesTheReceiveTimeout() throws {
            let server = try TestServer.echo(limits: ServerLimits(receiveTimeout: .milliseconds(50)))
            let peer = try server.connect()
            let silent = try server.connect()
            #expect(try peer.exchange(WireRequest(keeps: true, body: [1])) == [1])
            // The same look that closes the silent one passes over the parked one.
            #expect(silent.seesEnd())
            #expect(try peer.exchange(WireRequest(keeps: true, body: [2])) == [2])
        }

        @Test
        func laterRequestsMayComeInPieces() throws {
            let server = try TestServer.echo()
            let peer = try server.connect()
            let bytes = WireRequest(keeps: true, body: [1, 2, 3]).bytes
            for cut in 1..<bytes.count {
                try peer.send(Array(bytes[..<cut]))
                try peer.send(Array(bytes[cut...]))
                #expect(try peer.receiveAnswer().first?.content == [1, 2, 3])
            }
        }

        @Test
        func laterRequestMayComeByteByByte() throws {
            let server = try TestServer.echo()
            let peer = try server.connect()
            for round in 0..<20 as Range<UInt8> {
                for byte in WireRequest(keeps: true, body: [round]).bytes { try peer.send([byte]) }
                #expect(try peer.receiveAnswer().first?.content == [round])
            }
        }

        @Test
        func nextRequestMayComeRightAfterTheEnd() throws {
            let server = try TestServer.echo()
            let peer = try server.connect()
            for round in 0..<1_000 {
                let body = WireRequest.pattern(round, seed: UInt32(round))
                let isSame = try peer.exchange(WireRequest(id: round + 1, keeps: true, body: body)) == body
                if !isSame { Issue.record("round \(round)") }
            }
            #expect(server.requestCount == 1_000)
        }

        @Test
        func largeBodiesFollowEachOther() throws {
            let server = try TestServer.echo()
            let peer = try server.connect()
            for size in [200_000, 0, 65_536, 1, 300_000] {
                let body = WireRequest.pattern(size, seed: UInt32(size))
                let isSame = try peer.exchange(WireRequest(keeps: true, body: body)) == body
                #expect(isSame)
            }
        }

        @Test
        func nonsenseOnAParkedConnectionClosesIt() throws {
            let server = try TestServer.echo()
            for bytes in [[9], WireRecord.abort().bytes, WireRecord(type: 9, id: 0).bytes] as [[UInt8]] {
                let peer = try server.connect()
                #expect(try peer.exchange(WireRequest(keeps: true, body: [1])) == [1])
                try peer.send(bytes)
                #expect(peer.seesEnd())
            }
        }

        /// A peer that leaves in the middle of a BEGIN record must not leave a descriptor behind.
        @Test(arguments: [0, 1, 8, 15])
        func parkedConnectionThatThePeerLeavesIsClosed(_ count: Int) throws {
            let server = try TestServer.echo()
            let peers = try (0..<5).map { _ in try server.connect() }
            for peer in peers {
                #expect(try peer.exchange(WireRequest(keeps: true, body: [1])) == [1])
                try peer.send(Array(WireRequest().bytes.prefix(count)))
            }
            #expect(server.descriptorCount == 6)
            for peer in peers { peer.close() }
            #expect(eventually { server.descriptorCount == 1 })
        }

        @Test(arguments: [1, 8, 15])
        func newConnectionThatThePeerLeavesIsClosed(_ count: Int) throws {
            let server = try TestServer.echo()
            for _ in 0..<5 { try server.send(Array(WireRequest().bytes.prefix(count))).close() }
            #expect(try server.connect().exchange(WireRequest(body: [1])) == [1])
            #expect(eventually { server.descriptorCount == 1 })
        }

        /// What arrives while a request is being answered, other than an abort, is not served.
        @Test
        func secondRequestDuringTheFirstClosesTheConnection() throws {
            let server = try TestServer()
            let peer = try server.send(WireRequest(keeps: true).bytes)
            let exchange = try server.next()
            let gone = Counter()
            exchange.response.onDisconnect { gone.raise() }
            try peer.send(WireRequest(id: 2, keeps: true).bytes)
            #expect(gone.reaches(1))
            #expect(peer.seesEnd())
            #expect(exchange.response.finish([1]) == .closed)
        }
    }
}
