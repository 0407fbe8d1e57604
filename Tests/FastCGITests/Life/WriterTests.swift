// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Testing

extension SocketTests {
    struct WriterTests {
        @Test(arguments: [false, true])
        func writerThatIsLetGoClosesTheConnection(_ keeps: Bool) throws {
            let gone = Counter()
            let server = try TestServer { _, response in
                response.onDisconnect { gone.raise() }
                response.write([1])
            }
            let peer = try server.send(WireRequest(keeps: keeps).bytes)
            #expect(try peer.receiveToEnd() == WireRecord.stdout([1]).bytes)
            #expect(gone.value == 0)
            #expect(eventually { server.descriptorCount == 1 })
        }

        @Test
        func writerThatIsLetGoUnusedClosesTheConnection() async throws {
            let server = try TestServer { _, _ in }
            let peer = try server.send(WireRequest(keeps: true).bytes)
            #expect(try peer.receiveToEnd().isEmpty)
            await server.server.waitUntilIdle()
        }

        @Test
        func writerThatIsLetGoAfterTheEndClosesNothing() throws {
            let server = try TestServer.echo()
            let peer = try server.connect()
            for round in 0..<50 as Range<UInt8> {
                #expect(try peer.exchange(WireRequest(keeps: true, body: [round])) == [round])
            }
        }

        @Test
        func writerThatIsLetGoWhileItsEndWaitsLosesNothing() throws {
            let bytes = WireRequest.pattern(1 << 20)
            let server = try TestServer { _, response in response.finish(bytes) }
            let records = try server.send(WireRequest().bytes).receiveAnswer()
            let isSame = records == WireRecord.stream(WireRecord.Kind.stdout, bytes) + [.stdout([]), .end()]
            #expect(isSame)
        }

        @Test
        func staleWriterCannotTouchTheNextRequest() throws {
            let server = try TestServer()
            let peer = try server.send(WireRequest(id: 1, keeps: true).bytes)
            var stale: (any ResponseSink)? = try server.next().response
            stale?.finish([1])
            #expect(try peer.receiveAnswer().last == .end(id: 1))
            try peer.send(WireRequest(id: 2, keeps: true).bytes)
            let response = try server.next().response
            #expect(stale?.write([66]) == .closed)
            #expect(stale?.finish([66]) == .closed)
            let (gone, writable) = (Counter(), Counter())
            response.write([2])
            stale?.onDisconnect { gone.raise() }
            stale?.whenWritable { writable.raise() }
            // Their request is over: both call-backs run at once.
            #expect(gone.value == 1)
            #expect(writable.value == 1)
            stale = nil
            response.finish([3])
            let answer: [WireRecord] = [.stdout([2], id: 2), .stdout([3], id: 2), .stdout([], id: 2), .end(id: 2)]
            #expect(try peer.receiveAnswer() == answer)
            peer.close()
            #expect(eventually { server.descriptorCount == 1 })
            #expect(gone.value == 1)
        }

        @Test
        func secondEndIsDropped() throws {
            let server = try TestServer { _, response in
                response.finish([1])
                response.finish([2])
                response.write([3])
            }
            let peer = try server.connect()
            for _ in 0..<3 {
                try peer.send(WireRequest(keeps: true).bytes)
                #expect(try peer.receiveAnswer() == [.stdout([1]), .stdout([]), .end()])
            }
        }

        /// Writers on several threads: records may come in any order, but none is torn.
        @Test
        func recordsOfSeveralThreadsStayWhole() async throws {
            let server = try TestServer()
            let peer = try server.send(WireRequest().bytes)
            let response = try server.next().response
            async let answer = onThread { try peer.receiveAnswer() }
            await withTaskGroup { group in
                for thread in 0..<4 as Range<UInt8> {
                    group.addTask(executorPreference: ThreadPerJob.shared) {
                        for size in 1...200 { response.write([UInt8](repeating: thread, count: size * 10)) }
                    }
                }
            }
            response.finish()
            let records = try await answer.dropLast(2)
            #expect(records.count == 800)
            #expect(records.allSatisfy { Set($0.content).count == 1 })
            for thread in 0..<4 as Range<UInt8> {
                let sizes = records.filter { $0.content.first == thread }.map(\.content.count)
                #expect(sizes == (1...200).map { $0 * 10 })
            }
        }
    }
}
