// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Testing

extension SocketTests {
    /// Connections that wait for a request when the server is drained: the web server may be sending one.
    struct LastWaitTests {
        /// An answer behind which nginx does not use the connection again.
        private static let lastAnswer = WireRequest.answer([2]) + WireRecord.stdout([]).bytes

        /// Serves a request on a connection that is kept, and begins the drain.
        private func park(_ running: RunningPoller) throws -> RawConnection {
            let raw = try RawConnection(running.poller, sendBuffer: nil)
            #expect(try raw.respond(keeps: true).finish([1]) == .sent)
            #expect(try raw.peer.receiveAnswer().count == 3)
            #expect(raw.owner.began.value == 1)
            #expect(raw.owner.ended.value == 1)
            raw.owner.drain()
            return raw
        }

        @Test
        func requestThatComesIsAnsweredAndIsTheLastOne() throws {
            let running = try RunningPoller()
            let raw = try park(running)
            raw.connection.beginLastWait()
            raw.connection.beginLastWait()
            // It is waited for.
            #expect(raw.owner.began.value == 2)
            #expect(try raw.respond(keeps: true).finish([2]) == .sent)
            #expect(try raw.peer.receiveToEnd() == Self.lastAnswer)
            #expect(raw.owner.ended.reaches(2))
            #expect(raw.owner.began.value == 2)
        }

        @Test
        func connectionIsClosedWhenNothingComes() throws {
            let running = try RunningPoller()
            let raw = try park(running)
            raw.connection.beginLastWait()
            running.poller.sweepOften()
            #expect(raw.peer.seesEnd())
            #expect(raw.owner.ended.reaches(2))
            #expect(raw.owner.began.value == 2)
        }

        @Test
        func connectionThatIsClosedByItsPeerIsNotWaitedFor() throws {
            let running = try RunningPoller()
            let raw = try park(running)
            raw.connection.beginLastWait()
            raw.peer.close()
            #expect(raw.owner.arrived.reaches(1))
            var window = [UInt8](repeating: 0, count: 16)
            guard case .nothing = raw.connection.examine(&window) else {
                Issue.record("a request on a closed connection")
                return
            }
            #expect(raw.owner.ended.value == 2)
            #expect(raw.owner.began.value == 2)
        }

        @Test
        func answerThatEndsDuringTheDrainIsTheLastOne() throws {
            let running = try RunningPoller()
            let raw = try RawConnection(running.poller, sendBuffer: nil)
            let response = try raw.respond(keeps: true)
            raw.owner.drain()
            raw.connection.beginLastWait()
            #expect(response.finish([2]) == .sent)
            #expect(try raw.peer.receiveToEnd() == Self.lastAnswer)
            #expect(raw.owner.ended.reaches(1))
            #expect(raw.owner.began.value == 1)
        }

        /// A whole server: what is on its way when the drain begins is answered, and nothing is waited for in vain.
        @Test
        func serverIsIdleWhenAllHaveWaited() async throws {
            let server = try TestServer.echo()
            let peers = try (0..<8).map { _ in try server.connect() }
            for peer in peers { #expect(try peer.exchange(WireRequest(keeps: true, body: [1])) == [1]) }
            for peer in peers.prefix(4) { try peer.send(WireRequest(keeps: true, body: [2]).bytes) }
            server.server.drain()
            await server.server.waitUntilIdle()
            for peer in peers.prefix(4) { #expect(try peer.receiveToEnd().starts(with: WireRequest.answer([2]))) }
            for peer in peers.dropFirst(4) { #expect(try peer.receiveToEnd() == []) }
        }
    }
}
