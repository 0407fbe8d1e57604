// SPDX-License-Identifier: Apache-2.0

import ByteStrings
@testable import FastCGI
import Glibc
import Testing

extension SocketTests {
    /// Requests that are answered without their body.
    struct AdmissionTests {
        /// Wants the bodies of those with the key `yes`.
        private static func server(_ limits: ServerLimits = ServerLimits()) throws -> TestServer {
            try TestServer(
                limits: limits,
                answer: { request, response in response.finish(Array("\(request.bodyState)".utf8)) },
                admit: { $0["KEY"] == "yes" ? .wanted(caller: "192.0.2.1") : .unwanted }
            )
        }

        private static func request(_ key: String, keeps: Bool = false, _ count: Int = 100) -> WireRequest {
            WireRequest(keeps: keeps, params: [("KEY", key)], body: WireRequest.pattern(count))
        }

        @Test
        func aRequestIsAnsweredBeforeItsBodyComes() throws {
            let server = try Self.server()
            let request = Self.request("no")
            for part in [request.begin + request.paramsPart, Array(request.bytes.dropLast(20))] {
                let peer = try server.send(part)
                #expect(try peer.receiveAnswer().first?.content == Array("unwanted".utf8))
            }
        }

        @Test
        func theRestIsReadAndTheConnectionKept() throws {
            let server = try Self.server()
            let peer = try server.connect()
            for _ in 0..<3 {
                let request = Self.request("no", keeps: true, 1_100_000)
                try peer.send(request.begin + request.paramsPart)
                #expect(try peer.receiveAnswer().first?.content == Array("unwanted".utf8))
                // More than the kernel's buffer holds, and a little more than is read in one turn.
                try peer.send(request.stdinPart)
                #expect(try peer.exchange(Self.request("yes", keeps: true)) == Array("complete".utf8))
            }
        }

        /// Closing at once could cost the peer its answer; waiting for ever costs us a descriptor.
        @Test
        func aRestThatDoesNotComeIsNotWaitedForLong() throws {
            let server = try Self.server(ServerLimits(receiveTimeout: .milliseconds(300)))
            let request = Self.request("no", keeps: true)
            let peer = try server.send(request.begin + request.paramsPart)
            #expect(try peer.receiveAnswer().first?.content == Array("unwanted".utf8))
            #expect(peer.seesEnd())
            #expect(eventually { server.descriptorCount == 1 })
        }

        /// nginx that does not keep the connection passes an answer on when it sees the end; until then it sends, and an
        /// error there costs its client the answer.
        @Test
        func theAnswerEndsAtOnceAndThePeerMaySendOn() throws {
            let server = try Self.server()
            let request = Self.request("no", 4_000_000)
            let peer = try server.send(request.begin + request.paramsPart)
            #expect(try peer.receiveAnswer().first?.content == Array("unwanted".utf8))
            #expect(peer.seesEnd())
            try peer.send(request.stdinPart)
            #expect(eventually { server.descriptorCount == 1 })
        }

        /// Rests take descriptors, and come from anybody.
        @Test
        func tooManyRestsAreNotRead() throws {
            let server = try Self.server(ServerLimits(arrivingBodies: 8))
            let request = Self.request("no", keeps: true)
            let peers = try (0..<3).map { _ in try server.send(request.begin + request.paramsPart) }
            for peer in peers { #expect(try peer.receiveAnswer().first?.content == Array("unwanted".utf8)) }
            // One of them was closed; which, nobody knows.
            #expect(eventually { server.descriptorCount == 3 })
            for peer in peers { try? peer.send(request.stdinPart) }
            let answers = peers.filter { (try? $0.exchange(Self.request("yes", keeps: true))) != nil }
            #expect(answers.count == 2)
        }

        @Test
        func restsTakeNoPlaceOfABody() throws {
            let server = try Self.server(ServerLimits(arrivingBodies: 4))
            let rest = Self.request("no", keeps: true)
            let strangers = try (0..<6).map { _ in try server.send(rest.begin + rest.paramsPart) }
            for stranger in strangers { #expect(try stranger.receiveAnswer().first?.content == Array("unwanted".utf8)) }
            let request = Self.request("yes", keeps: true)
            let peers = try (0..<4).map { _ in try server.send(request.begin + request.paramsPart) }
            for peer in peers {
                try peer.send(request.stdinPart)
                #expect(try peer.receiveAnswer().first?.content == Array("complete".utf8))
            }
        }

        @Test
        func thePeerMayLeaveWithTheRest() throws {
            let server = try Self.server()
            let request = Self.request("no")
            let peer = try server.send(request.begin + request.paramsPart)
            #expect(try peer.receiveAnswer().first?.content == Array("unwanted".utf8))
            try peer.send(Array(request.stdinPart.prefix(10)))
            peer.close()
            #expect(eventually { server.descriptorCount == 1 })
        }

        /// The length alone says it: nothing is waited for, and nothing is kept.
        @Test
        func aBodyThatIsAnnouncedAsTooLargeIsNotAwaited() throws {
            let server = try Self.server(ServerLimits(body: 1_000))
            var request = Self.request("yes")
            request.contentLength = 1_001
            let peer = try server.send(request.begin + request.paramsPart)
            #expect(try peer.receiveAnswer().first?.content == Array("tooLarge(limit: 1000)".utf8))
        }

        @Test
        func bodiesTogetherHaveALimit() throws {
            let server = try TestServer(limits: ServerLimits(memory: 100_000))
            let first = try server.send(WireRequest(body: WireRequest.pattern(60_000)).bytes)
            var exchange: TestServer.Exchange? = try server.next()
            #expect(exchange?.request.bodyState == .complete)
            // Announced, not announced, and there at once: there is room for none of them.
            let large = WireRequest(params: [("A", "1")], body: WireRequest.pattern(70_000))
            var silent = large
            silent.contentLength = 0
            let small = WireRequest(body: WireRequest.pattern(41_000))
            for bytes in [large.begin + large.paramsPart, silent.bytes, small.bytes] {
                let peer = try server.connect()
                try? peer.send(bytes)
                let refused = try server.next()
                #expect(refused.request.bodyState == .noRoom)
                #expect(refused.request.body.isEmpty)
                refused.response.finish([1])
                #expect(try peer.receiveAnswer().first?.content == [1])
            }
            #expect(server.server.bodyMemory.count == 60_000)
            exchange?.response.finish([2])
            exchange = nil
            #expect(try first.receiveAnswer().first?.content == [2])
            #expect(eventually { server.server.bodyMemory.count == 0 })
            let peer = try server.send(large.bytes)
            #expect(try server.next().request.body == large.body)
            _ = peer
        }

        /// A body counts from its announcement, also one that never comes.
        @Test
        func aBodyThatDoesNotComeGivesItsRoomBack() throws {
            let server = try TestServer(limits: ServerLimits(memory: 100_000))
            let request = WireRequest(body: WireRequest.pattern(90_000))
            let peer = try server.send(request.begin + request.paramsPart)
            #expect(eventually { server.server.bodyMemory.count == 90_000 })
            peer.close()
            let exchange = try server.next()
            #expect(exchange.request.bodyState == .incomplete(expected: 90_000, received: 0))
            #expect(eventually { server.server.bodyMemory.count == 0 })
        }

        @Test
        func aBodyHasATimeAndARate() throws {
            // The first has both; the second is fast enough, and too long; the third is silent for too long.
            for (limits, pause) in [
                (ServerLimits(receiveTimeout: .milliseconds(300), bodyRate: 1_000_000), 0),
                (ServerLimits(bodyTimeout: .milliseconds(300), bodyRate: 1), 0),
                (ServerLimits(receiveTimeout: .milliseconds(300), bodyRate: 0), 1),
            ] {
                let server = try TestServer(limits: limits)
                let request = WireRequest(body: WireRequest.pattern(1_000_000), recordSize: 8)
                let peer = try server.send(request.begin + request.paramsPart)
                let stdin = request.stdinPart
                var start = 0
                while server.requestCount == 0, start + 16 <= stdin.count {
                    try peer.send(Array(stdin[start..<start + 16]))
                    start += 16
                    if pause > 0 { break }
                    usleep(1_000)
                }
                let exchange = try server.next()
                guard case .tooSlow(1_000_000, let received) = exchange.request.bodyState else {
                    Issue.record("\(exchange.request.bodyState)")
                    continue
                }
                #expect(received < 1_000_000)
                exchange.response.finish([1])
                #expect(try peer.receiveAnswer().first?.content == [1])
            }
        }

        @Test
        func tooManyBodiesAtATimeAreRefused() throws {
            let server = try TestServer(limits: ServerLimits(arrivingBodies: 3))
            let request = WireRequest(body: [1, 2, 3])
            let peers = try (0..<4).map { _ in try server.send(request.begin + request.paramsPart) }
            let refused = try server.next()
            #expect(refused.request.bodyState == .noRoom)
            refused.response.finish()
            for peer in peers { try? peer.send(request.stdinPart) }
            for _ in 0..<3 { #expect(try server.next().request.body == [1, 2, 3]) }
            let peer = try server.send(request.begin + request.paramsPart)
            try peer.send(request.stdinPart)
            #expect(try server.next().request.body == [1, 2, 3])
        }
    }
}
