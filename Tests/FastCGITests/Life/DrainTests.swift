// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Glibc
import Testing

extension SocketTests {
    struct DrainTests {
        private func refusesConnections(_ server: TestServer) -> Bool {
            // A connection that is accepted although nobody serves it would hold its web server up.
            eventually { (try? server.connect()) == nil }
        }

        @Test(arguments: [false, true])
        func runningRequestGoesOn(_ tcp: Bool) async throws {
            let server = try TestServer(tcp: tcp)
            let peer = try server.send(WireRequest(keeps: true).bytes)
            let response = try server.next().response
            let gone = Counter()
            response.onDisconnect { gone.raise() }
            response.write([1])
            server.server.drain()
            #expect(refusesConnections(server))
            let idle = Counter()
            async let waiting: Void = onIdle(server, idle)
            #expect(response.write([2]) == .sent)
            #expect(idle.value == 0)
            #expect(response.finish([3]) == .sent)
            await waiting
            #expect(idle.value == 1)
            #expect(gone.value == 0)
            // Nothing is kept any more, which the record behind the end says to nginx.
            let records: [WireRecord] = [.stdout([1]), .stdout([2]), .stdout([3]), .stdout([]), .end(), .stdout([])]
            #expect(try peer.receiveToEnd() == records.flatMap(\.bytes))
        }

        private func onIdle(_ server: TestServer, _ counter: Counter) async {
            await server.server.waitUntilIdle()
            counter.raise()
        }

        @Test
        func socketFileIsRemovedAtOnce() throws {
            let server = try TestServer.echo()
            #expect(UnixSocketFile.identity(of: server.path) != nil)
            server.server.drain()
            #expect(UnixSocketFile.identity(of: server.path) == nil)
            #expect(throws: Peer.Failure.self) { try server.connect() }
        }

        @Test
        func nextServerMayTakeTheAddress() throws {
            let first = try TestServer(tcp: true)
            let running = try first.send(WireRequest().bytes)
            let response = try first.next().response
            first.server.drain()
            let port = try #require(first.port)
            var second: ListeningSocket?
            #expect(
                eventually {
                    second = try? ListeningSocket.open(.tcp(host: "127.0.0.1", port: port))
                    return second != nil
                }
            )
            response.finish([1])
            #expect(try running.receiveToEnd() == WireRequest.answer([1]))
            second?.close()
        }

        @Test
        func waitingConnectionsAreClosed() throws {
            let server = try TestServer.echo()
            let parked = try (0..<5).map { _ in try server.connect() }
            for peer in parked { #expect(try peer.exchange(WireRequest(keeps: true, body: [1])) == [1]) }
            let silent = try server.connect()
            // The silent one was accepted before this one.
            #expect(try server.connect().exchange(WireRequest(body: [1])) == [1])
            server.server.drain()
            for peer in parked + [silent] { #expect(peer.seesEnd()) }
        }

        /// What connected before the drain is answered, whether it was accepted yet or not.
        @Test(arguments: [false, true])
        func whatIsInTheQueueIsServed(_ tcp: Bool) async throws {
            for round in 0..<8 {
                let server = try TestServer.echo(tcp: tcp)
                let peers = try (0..<30).map { number in
                    try server.send(WireRequest(keeps: number % 2 == 0, body: [UInt8(number)]).bytes)
                }
                server.server.drain()
                await server.server.waitUntilIdle()
                server.stop()
                for (number, peer) in peers.enumerated() {
                    let answer = try peer.receiveToEnd()
                    if !answer.starts(with: WireRequest.answer([UInt8(number)])) {
                        Issue.record("round \(round), connection \(number): \(answer.count) bytes")
                    }
                }
            }
        }

        /// A request whose body is still on its way counts as running.
        @Test
        func requestThatIsBeingReadIsWaitedFor() async throws {
            let server = try TestServer.echo()
            let request = WireRequest(keeps: true, body: [1, 2])
            let peer = try server.send(request.begin + request.paramsPart)
            // The listening socket, and the connection on its thread.
            #expect(eventually { server.descriptorCount == 2 })
            server.server.drain()
            let idle = Counter()
            async let waiting: Void = onIdle(server, idle)
            #expect(refusesConnections(server))
            try peer.send(request.stdinPart)
            await waiting
            #expect(try peer.receiveToEnd().starts(with: WireRequest.answer([1, 2])))
        }

        @Test
        func idleServerIsIdleAtOnce() async throws {
            let server = try TestServer.echo()
            await server.server.waitUntilIdle()
            #expect(try server.connect().exchange(WireRequest(body: [1])) == [1])
            server.server.drain()
            server.server.drain()
            await server.server.waitUntilIdle()
            await server.server.waitUntilIdle()
        }

        @Test
        func severalMayWait() async throws {
            let server = try TestServer()
            let peer = try server.send(WireRequest().bytes)
            let response = try server.next().response
            let idle = Counter()
            await withTaskGroup { group in
                for _ in 0..<5 { group.addTask { await onIdle(server, idle) } }
                group.addTask { _ = response.finish() }
            }
            #expect(idle.value == 5)
            #expect(peer.seesEnd())
        }
    }
}
