// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Testing

extension SocketTests {
    struct AbortTests {
        @Test(arguments: [false, true])
        func abortOfAKeptConnectionLeavesItUsable(_ tcp: Bool) throws {
            let server = try TestServer(tcp: tcp)
            let peer = try server.connect()
            for id in [1, 2, 300] {
                try peer.send(WireRequest(id: id, keeps: true).bytes)
                let response = try server.next().response
                let gone = Counter()
                response.onDisconnect { gone.raise() }
                #expect(response.write([1]) == .sent)
                try peer.send(WireRecord.abort(id: id).bytes)
                #expect(gone.reaches(1))
                #expect(response.write([2]) == .closed)
                #expect(response.finish([3]) == .closed)
                #expect(try peer.receiveAnswer() == [.stdout([1], id: id), .stdout([], id: id), .end(id: id)])
                #expect(gone.value == 1)
            }
            try peer.send(WireRequest(body: [9]).bytes)
            let exchange = try server.next()
            #expect(exchange.request.body == [9])
            exchange.response.finish([4])
            #expect(try peer.receiveToEnd() == WireRequest.answer([4]))
        }

        @Test
        func abortOfAnotherConnectionClosesIt() throws {
            let server = try TestServer()
            let peer = try server.send(WireRequest().bytes)
            let response = try server.next().response
            let gone = Counter()
            response.onDisconnect { gone.raise() }
            try peer.send(WireRecord.abort().bytes)
            #expect(gone.reaches(1))
            #expect(try peer.receiveToEnd() == WireRecord.stdout([]).bytes + WireRecord.end().bytes)
            #expect(response.finish() == .closed)
        }

        @Test
        func abortMayComeInPiecesAndPadded() throws {
            let server = try TestServer()
            let peer = try server.send(WireRequest(keeps: true).bytes)
            let gone = Counter()
            let response = try server.next().response
            response.onDisconnect { gone.raise() }
            for byte in WireRecord.abort().bytes { try peer.send([byte]) }
            #expect(gone.reaches(1))
            #expect(try peer.receiveAnswer().count == 2)
            try peer.send(WireRequest(id: 2, keeps: true).bytes)
            let second = try server.next().response
            second.onDisconnect { gone.raise() }
            var abort = WireRecord.abort(id: 2)
            abort.padding = 8
            try peer.send(abort.bytes)
            #expect(gone.reaches(2))
            #expect(try peer.receiveAnswer().count == 2)
            try peer.send(WireRequest(id: 3).bytes)
            try server.next().response.finish()
            #expect(try peer.receiveAnswer().last == .end(id: 3))
        }

        /// The records that wait are sent whole before the end.
        @Test
        func abortWhileBlockedTearsNoRecord() throws {
            let server = try TestServer()
            let peer = try server.send(WireRequest(keeps: true).bytes)
            let response = try server.next().response
            let gone = Counter()
            let writable = Counter()
            response.onDisconnect { gone.raise() }
            let bytes = WireRequest.pattern(1 << 20)
            #expect(response.write(bytes) == .blocked)
            response.whenWritable { writable.raise() }
            try peer.send(WireRecord.abort().bytes)
            #expect(gone.reaches(1))
            #expect(writable.reaches(1))
            let records = try peer.receiveAnswer()
            let isSame = records == WireRecord.stream(WireRecord.Kind.stdout, bytes) + [.stdout([]), .end()]
            #expect(isSame)
            try peer.send(WireRequest(id: 2).bytes)
            try server.next().response.finish()
            #expect(try peer.receiveAnswer().last == .end(id: 2))
        }

        /// The abort of a request that has just been answered is nothing that a web server sends, or can count on.
        @Test
        func abortOfAnotherRequestClosesTheConnection() throws {
            let server = try TestServer()
            let peer = try server.send(WireRequest(id: 5, keeps: true).bytes)
            let response = try server.next().response
            let gone = Counter()
            response.onDisconnect { gone.raise() }
            try peer.send(WireRecord.abort(id: 6).bytes)
            #expect(gone.reaches(1))
            #expect(peer.seesEnd())
            #expect(response.finish() == .closed)
        }
    }
}
