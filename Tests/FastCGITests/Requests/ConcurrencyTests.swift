// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Glibc
import Testing

extension SocketTests {
    struct ConcurrencyTests {
        @Test(arguments: [false, true])
        func twoHundredConnectionsAtOnce(_ tcp: Bool) throws {
            let server = try TestServer(tcp: tcp)
            let peers = try (0..<200).map { number in
                try server.send(WireRequest(body: Array("\(number)".utf8)).bytes)
            }
            // All are in flight before the first is answered.
            let exchanges = try (0..<200).map { _ in try server.next() }
            for exchange in exchanges { exchange.response.write(exchange.request.body) }
            for exchange in exchanges.reversed() { exchange.response.finish(exchange.request.body) }
            for (number, peer) in peers.enumerated() {
                let content = try peer.receiveAnswer().flatMap { $0.type == WireRecord.Kind.stdout ? $0.content : [] }
                #expect(content == Array("\(number)\(number)".utf8))
            }
        }

        @Test
        func manyPeersOnThreadsOfTheirOwn() async throws {
            let server = try TestServer.echo()
            let faults = await withTaskGroup(of: Int.self) { group in
                for seed in 1...8 as ClosedRange<UInt32> {
                    group.addTask(executorPreference: ThreadPerJob.shared) {
                        var faults = 0
                        var peer = try? server.connect()
                        for round in 0..<150 {
                            let body = WireRequest.pattern(round * 97 % 20_000, seed: seed)
                            let keeps = round % 5 != 4
                            let answer = try? peer?.exchange(WireRequest(keeps: keeps, body: body))
                            if answer != body { faults += 1 }
                            if !keeps { peer = try? server.connect() }
                        }
                        return faults
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(faults == 0)
            #expect(server.requestCount == 1_200)
            #expect(eventually { server.descriptorCount == 1 })
        }

        @Test(arguments: [false, true])
        func silentConnectionsHoldNobodyUp(_ tcp: Bool) throws {
            let server = try TestServer.echo(tcp: tcp)
            let silent = try (0..<10).map { _ in try server.connect() }
            let halting = try (0..<10).map { try server.send(Array(WireRequest().bytes.prefix($0 + 1))) }
            #expect(try server.connect().exchange(WireRequest(body: [1])) == [1])
            for peer in silent { #expect(try peer.exchange(WireRequest(body: [2])) == [2]) }
            for (count, peer) in halting.enumerated() {
                try peer.send(Array(WireRequest(body: []).bytes.dropFirst(count + 1)))
                #expect(try peer.receiveAnswer().last == .end())
            }
        }

        @Test
        func slowBodiesHoldNobodyUp() throws {
            let server = try TestServer.echo()
            let body = WireRequest.pattern(40)
            let slow = WireRequest(body: body, recordSize: 10)
            let peers = try (0..<50).map { _ in try server.send(slow.begin + slow.paramsPart) }
            // Four records of 18 bytes each, and the end: one record for each peer in turn, other requests in between.
            let stdin = slow.stdinPart
            for start in stride(from: 0, to: stdin.count, by: 18) {
                for peer in peers { try peer.send(Array(stdin[start..<min(start + 18, stdin.count)])) }
                #expect(try server.connect().exchange(WireRequest(body: [1])) == [1])
            }
            for peer in peers { #expect(try peer.receiveToEnd() == WireRequest.answer(body)) }
        }

        /// A body that stops in the middle of a record, after it was given to a thread of its own.
        @Test
        func slowBodiesMayStopAnywhere() throws {
            let server = try TestServer.echo()
            let request = WireRequest(body: WireRequest.pattern(30), recordSize: 10)
            let begun = try (1...30).map { _ in try server.send(request.begin + request.paramsPart) }
            #expect(try server.connect().exchange(WireRequest(body: [1])) == [1])
            let stdin = request.stdinPart
            for (index, peer) in begun.enumerated() { try peer.send(Array(stdin[...index])) }
            #expect(try server.connect().exchange(WireRequest(body: [2])) == [2])
            for (index, peer) in begun.enumerated() {
                try peer.send(Array(stdin[(index + 1)...]))
                #expect(try peer.receiveToEnd() == WireRequest.answer(request.body))
            }
        }

        /// More than there are threads for slow bodies.
        @Test
        func manySlowBodiesHoldNobodyUp() throws {
            let server = try TestServer.echo()
            let request = WireRequest(body: [1, 2, 3])
            let peers = try (0..<150).map { _ in try server.send(request.begin + request.paramsPart) }
            #expect(eventually { server.descriptorCount == 151 })
            #expect(try server.connect().exchange(WireRequest(body: [1])) == [1])
            for peer in peers.reversed() { try peer.send(request.stdinPart) }
            for peer in peers { #expect(try peer.receiveToEnd() == WireRequest.answer([1, 2, 3])) }
        }

        @Test
        func oneAcceptorIsEnough() throws {
            let server = try TestServer.echo(limits: ServerLimits(acceptors: 1))
            let silent = try server.connect()
            let slow = WireRequest(body: [1, 2, 3])
            let slowPeer = try server.send(slow.begin + slow.paramsPart)
            #expect(try server.connect().exchange(WireRequest(body: [1])) == [1])
            try slowPeer.send(slow.stdinPart)
            #expect(try slowPeer.receiveToEnd() == WireRequest.answer([1, 2, 3]))
            #expect(try silent.exchange(slow) == [1, 2, 3])
        }
    }
}
