// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Glibc
import Logging
import Testing

extension SocketTests {
    struct StopTests {
        private struct NoHandler: RequestHandler {
            func admission(of params: Params) -> BodyAdmission { .unwanted }
            func handle(_ request: Request, _ response: any ResponseSink) {}
        }

        @Test(arguments: [false, true])
        func runningRequestsAreCutOff(_ tcp: Bool) async throws {
            let server = try TestServer(tcp: tcp)
            let gone = Counter()
            let writable = Counter()
            let peers = try (0..<20).map { _ in try server.send(WireRequest(keeps: true).bytes) }
            let responses = try peers.indices.map { index in
                let response = try server.next().response
                response.onDisconnect { gone.raise() }
                if index % 2 == 0 {
                    #expect(response.write(WireRequest.pattern(16 << 20)) == .blocked)
                    response.whenWritable { writable.raise() }
                }
                return response
            }
            server.stop()
            #expect(gone.value == 20)
            #expect(writable.value == 10)
            for peer in peers { #expect(peer.seesEnd()) }
            for response in responses { #expect(response.finish() == .closed) }
            await server.server.waitUntilIdle()
            #expect(UnixSocketFile.identity(of: server.path) == nil)
            #expect(throws: Peer.Failure.self) { try server.connect() }
        }

        @Test
        func everyConnectionIsClosed() throws {
            let server = try TestServer()
            let running = try server.send(WireRequest().bytes)
            let response = try server.next().response
            let silent = try server.connect()
            let halting = try server.send(Array(WireRequest().bytes.prefix(20)))
            let parked = try server.send(WireRequest(keeps: true).bytes)
            try server.next().response.finish()
            #expect(try parked.receiveAnswer().count == 2)
            server.stop()
            for peer in [running, silent, halting, parked] { #expect(peer.seesEnd()) }
            #expect(server.descriptorCount == 0)
            #expect(response.write([1]) == .closed)
        }

        /// A body that does not come must not hold a stop up, nor reach a handler after it.
        @Test(arguments: [10, 100])
        func slowBodiesAreCutOff(_ count: Int) throws {
            let server = try TestServer()
            let request = WireRequest(body: [1, 2, 3])
            let peers = try (0..<count).map { _ in try server.send(request.begin + request.paramsPart) }
            #expect(eventually { server.descriptorCount == count + 1 })
            #expect(try server.send(WireRequest().bytes).fileDescriptor >= 0)
            try server.next().response.finish()
            server.stop()
            #expect(server.requestCount == 1)
            for peer in peers { #expect(peer.seesEnd()) }
            #expect(server.descriptorCount == 0)
        }

        @Test
        func stoppingTwiceIsHarmless() throws {
            let server = try TestServer.echo()
            #expect(try server.connect().exchange(WireRequest(body: [1])) == [1])
            server.server.drain()
            server.stop()
            server.stop()
            server.server.drain()
        }

        @Test
        func serverThatNeverStartedCanBeStopped() throws {
            let socket = try ListeningSocket.open(.tcp(host: "127.0.0.1", port: 0))
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let server = try Server(listener: socket, handler: NoHandler(), logger: logger)
            server.stop()
        }

        /// Stops in the midst of everything: nothing hangs, nothing stays open.
        @Test
        func stopUnderLoad() async throws {
            for _ in 0..<10 {
                let server = try TestServer.echo()
                await withTaskGroup { group in
                    for _ in 0..<4 {
                        group.addTask(executorPreference: ThreadPerJob.shared) {
                            while let peer = try? server.connect() {
                                _ = try? peer.exchange(WireRequest(keeps: true, body: WireRequest.pattern(3_000)))
                                _ = try? peer.exchange(WireRequest(body: WireRequest.pattern(100_000)))
                            }
                        }
                    }
                    group.addTask(executorPreference: ThreadPerJob.shared) {
                        _ = eventually { server.requestCount > 20 }
                        server.stop()
                    }
                }
                #expect(eventually { server.descriptorCount == 0 })
            }
        }
    }
}
