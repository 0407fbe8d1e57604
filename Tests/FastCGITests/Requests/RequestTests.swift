// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import ByteStrings
import Testing

extension SocketTests {
    struct RequestTests {
        @Test(arguments: [false, true])
        func answerIsExact(_ tcp: Bool) throws {
            let server = try TestServer(tcp: tcp)
            var request = WireRequest(id: 7)
            request.params = [("REQUEST_METHOD", "GET"), ("EMPTY", ""), ("X", "1"), ("X", "2")]
            let peer = try server.send(request.bytes)
            let exchange = try server.next()
            #expect(exchange.request.bodyState == .complete)
            #expect(exchange.request.paramsFault == nil)
            #expect(exchange.request.body.isEmpty)
            #expect(exchange.request.params["REQUEST_METHOD"] == "GET")
            #expect(exchange.request.params["EMPTY"] == "")
            #expect(exchange.request.params.all("X").map { String(decoding: $0, as: UTF8.self) } == ["1", "2"])
            #expect(exchange.response.finish(Array("hello".utf8)) == .sent)
            #expect(try peer.receiveToEnd() == WireRequest.answer(Array("hello".utf8), id: 7))
        }

        @Test
        func answerWithoutBytesHasNoContent() throws {
            let server = try TestServer { _, response in response.finish() }
            let peer = try server.send(WireRequest().bytes)
            #expect(try peer.receiveToEnd() == WireRecord.stdout([]).bytes + WireRecord.end().bytes)
        }

        @Test
        func everyWriteIsARecord() throws {
            let server = try TestServer { _, response in
                response.write([1, 2, 3])
                response.write([])
                response.write([4])
                response.finish()
            }
            let peer = try server.send(WireRequest().bytes)
            let records: [WireRecord] = [.stdout([1, 2, 3]), .stdout([4]), .stdout([]), .end()]
            #expect(try peer.receiveToEnd() == records.flatMap(\.bytes))
        }

        @Test
        func requestIDIsTheWebServers() throws {
            let server = try TestServer.echo()
            for id in [1, 255, 256, 65_535] {
                let peer = try server.send(WireRequest(id: id, body: [9]).bytes)
                #expect(try peer.receiveToEnd() == WireRequest.answer([9], id: id))
            }
        }

        @Test(arguments: [0, 1, 8_183, 8_184, 8_185, 65_535, 65_536, 200_000, 1 << 20], [false, true])
        func bodyOfAnySizeComesWhole(_ size: Int, _ tcp: Bool) throws {
            let server = try TestServer(tcp: tcp)
            let body = WireRequest.pattern(size)
            let peer = try server.send(WireRequest(body: body).bytes)
            let exchange = try server.next()
            #expect(exchange.request.bodyState == .complete)
            let isSame = exchange.request.body == body
            #expect(isSame)
            exchange.response.finish()
            #expect(try peer.receiveAnswer().count == 2)
        }

        @Test(arguments: [1, 2, 7, 8, 9, 100, 8_184], [0, 1, 7, 255])
        func recordsMayBeSmallAndPadded(_ recordSize: Int, _ padding: Int) throws {
            let server = try TestServer.echo()
            let body = WireRequest.pattern(recordSize < 100 ? 3_000 : 50_000, seed: UInt32(padding))
            var request = WireRequest(body: body, recordSize: recordSize, padding: padding)
            request.params = [("A", String(repeating: "a", count: 300)), ("B", "")]
            let peer = try server.send(request.bytes)
            let records = try peer.receiveAnswer().filter { $0.type == WireRecord.Kind.stdout }
            let isSame = records.flatMap(\.content) == body
            #expect(isSame)
        }

        @Test
        func inputMayComeByteByByte() throws {
            let server = try TestServer(answer: { request, response in
                response.finish(Array((request.params["NAME"] ?? "").bytes) + request.body)
            })
            var request = WireRequest(params: [("NAME", "value")], body: Array("body".utf8))
            request.recordSize = 3
            request.padding = 2
            let peer = try server.connect()
            for byte in request.bytes { try peer.send([byte]) }
            #expect(try peer.receiveToEnd() == WireRequest.answer(Array("valuebody".utf8)))
        }

        @Test
        func beginMayComeInTwoPieces() throws {
            let server = try TestServer.echo()
            let bytes = WireRequest(body: [1]).bytes
            for cut in 1..<24 {
                let peer = try server.send(Array(bytes[..<cut]))
                // The other request is answered: what was sent so far was looked at.
                #expect(try server.connect().exchange(WireRequest(body: [2])) == [2])
                try peer.send(Array(bytes[cut...]))
                #expect(try peer.receiveToEnd() == WireRequest.answer([1]))
            }
        }

        @Test
        func longLengthsAreRead() throws {
            let server = try TestServer()
            let long = String(repeating: "v", count: 40_000)
            let name = String(repeating: "N", count: 200)
            var request = WireRequest(params: [("A", "1"), ("LONG", long), (name, "x"), ("", "")])
            request.hasLongLengths = true
            let peer = try server.send(request.bytes)
            let params = try server.next().request.params
            #expect(params["A"] == "1")
            #expect(params["LONG"] == ByteString(long))
            #expect(params[name] == "x")
            #expect(params[""] == "")
            peer.close()
        }

        @Test(arguments: [126, 127, 128, 129, 255, 256, 8_191, 8_192, 60_000])
        func valuesOfAnyLengthAreRead(_ length: Int) throws {
            let server = try TestServer()
            let value = String(repeating: "v", count: length)
            let peer = try server.send(WireRequest(params: [("A", value), ("B", "2")]).bytes)
            let params = try server.next().request.params
            #expect(params["A"] == ByteString(value))
            #expect(params["B"] == "2")
            peer.close()
        }
    }
}
