// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Glibc
import Testing

extension SocketTests {
    struct RefusalTests {
        /// What a web server never sends first.
        static let nonsense: [[UInt8]] = [
            WireRecord(type: WireRecord.Kind.getValues, id: 0, content: Array("\u{F}\u{0}FCGI_MPXS_CONNS".utf8)).bytes,
            WireRecord(type: WireRecord.Kind.getValues, id: 0).bytes,
            Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8),
            [2] + WireRequest().bytes.dropFirst(),
            [0],
            [1, 4],
            WireRequest().paramsPart,
            WireRecord.abort().bytes,
            WireRequest(id: 0).bytes,
            WireRecord(type: WireRecord.Kind.begin, content: [0, 1, 0, 0, 0, 0, 0]).bytes + [0, 0, 0],
            WireRecord(type: WireRecord.Kind.begin, content: [0, 1, 0, 0, 0, 0, 0, 0, 0]).bytes,
            [UInt8](repeating: 0xFF, count: 5_000),
        ]

        @Test(arguments: nonsense, [false, true])
        func nonsenseDropsTheConnection(_ bytes: [UInt8], _ tcp: Bool) throws {
            let server = try TestServer.echo(tcp: tcp)
            let peer = try server.send(bytes)
            #expect(try peer.receiveToEnd().isEmpty)
            #expect(server.requestCount == 0)
            #expect(try server.connect().exchange(WireRequest(body: [1])) == [1])
        }

        @Test
        func paddedBeginIsReadOrRefused() throws {
            let server = try TestServer.echo()
            var begin = WireRecord.begin()
            begin.padding = 8
            let request = WireRequest(body: [1])
            let peer = try server.send(begin.bytes + request.paramsPart + request.stdinPart)
            let answer = try peer.receiveToEnd()
            #expect(answer.isEmpty || answer == WireRequest.answer([1]))
            #expect(try server.connect().exchange(request) == [1])
        }

        @Test
        func nonsenseAfterBeginDropsTheConnection() throws {
            let server = try TestServer.echo()
            let begin = WireRequest().begin
            for bytes in [
                [UInt8](repeating: 0xFF, count: 100), WireRecord.abort().bytes, WireRequest(body: [1]).stdinPart,
                WireRecord(type: WireRecord.Kind.params, content: [200, 0, 0]).bytes,
                WireRecord(type: WireRecord.Kind.params, content: [5, 5, 1]).bytes + WireRequest().stdinPart,
            ] {
                let peer = try server.send(begin + bytes)
                peer.shutdownOutput()
                #expect(try peer.receiveToEnd().isEmpty)
            }
            #expect(server.requestCount == 0)
            #expect(try server.connect().exchange(WireRequest(body: [1])) == [1])
        }

        static let nonsenseForABody: [[UInt8]] = [
            [9, 9, 9, 9, 9, 9, 9, 9], WireRecord.abort().bytes, WireRecord.stdout([1]).bytes,
            WireRecord(type: WireRecord.Kind.getValues, id: 0).bytes, WireRequest(id: 2).begin,
        ]

        @Test(arguments: nonsenseForABody)
        func nonsenseInTheBodyDropsTheConnection(_ bytes: [UInt8]) throws {
            let server = try TestServer.echo()
            let request = WireRequest(keeps: true, body: [1, 2, 3])
            let peer = try server.send(request.begin + request.paramsPart + bytes)
            #expect(try peer.receiveToEnd().isEmpty)
            #expect(server.requestCount == 0)
        }

        @Test(arguments: nonsenseForABody[..<3])
        func nonsenseFarInTheBodyDropsTheConnection(_ bytes: [UInt8]) throws {
            let server = try TestServer()
            let request = WireRequest(keeps: true, body: WireRequest.pattern(200_000))
            let peer = try server.send(Array(request.bytes.dropLast(8)) + bytes)
            #expect(try peer.receiveToEnd().isEmpty)
            #expect(server.requestCount == 0)
        }

        @Test(arguments: [2, 3, 0, 200] as [UInt8], [false, true])
        func otherRolesAreRefusedInTheProtocolsWay(_ role: UInt8, _ keeps: Bool) throws {
            let server = try TestServer.echo()
            let request = WireRequest(id: 300)
            let begin = WireRecord.begin(id: 300, role: role, keeps: keeps).bytes
            let peer = try server.send(begin + request.paramsPart + request.stdinPart)
            #expect(try peer.receiveToEnd() == WireRecord.end(id: 300, status: 3).bytes)
            #expect(server.requestCount == 0)
        }

        @Test
        func peersOfOtherUsersAreRefused() throws {
            let server = try TestServer(allowedPeers: [geteuid() + 1]) { _, response in response.finish() }
            let peer = try server.connect()
            try? peer.send(WireRequest().bytes)
            #expect(try peer.receiveToEnd().isEmpty)
            #expect(server.requestCount == 0)
            peer.close()
            #expect(eventually { server.descriptorCount == 1 })
        }

        @Test
        func peersOfAllowedUsersAreServed() throws {
            let server = try TestServer(allowedPeers: [geteuid() + 1, geteuid()]) { _, response in response.finish([1])
            }
            #expect(try server.connect().exchange(WireRequest()) == [1])
        }

        @Test
        func brokenPipeIsNoSignal() async {
            await #expect(processExitsWith: .success) {
                let server = try TestServer { _, response in
                    for _ in 0..<100 { response.write([UInt8](repeating: 1, count: 10_000)) }
                    response.finish()
                }
                for _ in 0..<50 {
                    let peer = try server.send(WireRequest().bytes)
                    peer.close()
                }
                precondition(eventually { server.requestCount == 50 })
                raise(SIGPIPE)
                server.stop()
            }
        }
    }
}
