// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import ByteStrings
import Glibc
import Testing

extension SocketTests {
    struct LimitTests {
        @Test(arguments: [99, 100, 101, 5_000, 300_000])
        func bodyOverTheLimitIsDropped(_ size: Int) throws {
            let server = try TestServer(limits: ServerLimits(body: 100))
            let body = WireRequest.pattern(size)
            let peer = try server.connect()
            try peer.send(WireRequest(keeps: true, body: body).bytes)
            let exchange = try server.next()
            #expect(exchange.request.bodyState == (size <= 100 ? .complete : .tooLarge(limit: 100)))
            #expect(exchange.request.body == (size <= 100 ? body : []))
            exchange.response.finish(Array("no".utf8))
            #expect(try peer.receiveAnswer() == [.stdout(Array("no".utf8)), .stdout([]), .end()])
            // The body was read to its end: the connection can be used again.
            try peer.send(WireRequest(id: 2, body: [1]).bytes)
            let second = try server.next()
            #expect(second.request.body == [1])
            second.response.finish()
            #expect(try peer.receiveAnswer().last == .end(id: 2))
        }

        @Test(arguments: [false, true])
        func bodyThatIsCutShortIsIncomplete(_ tcp: Bool) throws {
            let server = try TestServer(tcp: tcp)
            let whole = WireRequest(body: WireRequest.pattern(1_000)).bytes
            for cut in [whole.count - 1_008, whole.count - 508, whole.count - 8, whole.count - 4] {
                let peer = try server.send(Array(whole[..<cut]))
                peer.shutdownOutput()
                let exchange = try server.next()
                guard case .incomplete(1_000, let received) = exchange.request.bodyState else {
                    Issue.record("cut at \(cut): \(exchange.request.bodyState)")
                    continue
                }
                #expect(received == min(1_000, max(0, cut - (whole.count - 1_008))))
                #expect(exchange.request.body.isEmpty)
            }
        }

        @Test
        func bodyShorterThanPromisedIsIncomplete() throws {
            let server = try TestServer()
            var request = WireRequest(keeps: true, body: [1, 2, 3])
            request.contentLength = 4
            let peer = try server.send(request.bytes)
            let exchange = try server.next()
            #expect(exchange.request.bodyState == .incomplete(expected: 4, received: 3))
            exchange.response.finish(Array("no".utf8))
            #expect(try peer.receiveAnswer().first?.content == Array("no".utf8))
            // STDIN was ended in the protocol's way: the connection can be used again.
            try peer.send(WireRequest(id: 2, body: [1]).bytes)
            #expect(try server.next().request.bodyState == .complete)
        }

        @Test
        func bodyLongerThanPromisedIsTakenAsItIs() throws {
            let server = try TestServer.echo()
            var request = WireRequest(body: [1, 2, 3])
            request.contentLength = 1
            #expect(try server.connect().exchange(request) == [1, 2, 3])
            request.contentLength = -5
            #expect(try server.connect().exchange(request) == [1, 2, 3])
        }

        @Test
        func silenceInTheBodyIsIncomplete() throws {
            let server = try TestServer(limits: ServerLimits(receiveTimeout: .milliseconds(150)))
            let request = WireRequest(keeps: true, body: WireRequest.pattern(100))
            let peer = try server.send(Array(request.bytes.dropLast(50)))
            let exchange = try server.next()
            #expect(exchange.request.bodyState == .tooSlow(expected: 100, received: 58))
            exchange.response.finish(Array("late".utf8))
            #expect(try peer.receiveAnswer().first?.content == Array("late".utf8))
            // What is left of the request would be taken for the next one.
            #expect(peer.seesEnd())
        }

        @Test(arguments: [20, 35, 60])
        func silenceInTheParamsDropsTheConnection(_ size: Int) throws {
            let server = try TestServer(limits: ServerLimits(receiveTimeout: .milliseconds(150)))
            let request = WireRequest(params: [("A", "1"), ("B", "2"), ("C", "3")])
            let peer = try server.send(Array(request.bytes.prefix(size)))
            #expect(try peer.receiveToEnd().isEmpty)
            #expect(server.requestCount == 0)
        }

        @Test
        func paramsThatAreCutShortAreNoRequest() throws {
            let server = try TestServer.echo()
            var request = WireRequest(params: [("A", "1"), ("B", "2"), ("C", "3")])
            request.recordSize = 4
            for size in 16..<request.begin.count + request.paramsPart.count {
                let peer = try server.send(Array(request.bytes.prefix(size)))
                peer.shutdownOutput()
                #expect(try peer.receiveToEnd().isEmpty)
            }
            #expect(server.requestCount == 0)
            #expect(try server.connect().exchange(WireRequest(body: [1])) == [1])
        }

        @Test
        func silenceBeforeTheFirstRequestDropsTheConnection() throws {
            let server = try TestServer(limits: ServerLimits(receiveTimeout: .milliseconds(50)))
            let silent = try server.connect()
            let slow = try server.send(Array(WireRequest().bytes.prefix(5)))
            #expect(silent.seesEnd())
            #expect(slow.seesEnd())
            #expect(server.requestCount == 0)
        }

        @Test
        func paramsOverTheLimitAreDropped() throws {
            let server = try TestServer(limits: ServerLimits(params: 1_000))
            let request = WireRequest(
                keeps: true,
                params: [("A", "1"), ("B", String(repeating: "b", count: 2_000)), ("C", "3")],
                body: [1, 2]
            )
            let peer = try server.send(request.bytes)
            let exchange = try server.next()
            #expect(exchange.request.paramsFault == .tooLarge(limit: 1_000))
            #expect(exchange.request.params.count == 0)
            exchange.response.finish()
            #expect(try peer.receiveAnswer().last == .end())
            try peer.send(WireRequest(id: 2).bytes)
            #expect(try server.next().request.paramsFault == nil)
        }

        /// Around the most that is looked at before libfcgi reads, and what a TCP window holds.
        @Test(arguments: [20_000, 53_000, 60_000, 64_000, 65_000, 65_400, 65_500], [false, true])
        func largeParamsComeThrough(_ size: Int, _ tcp: Bool) async throws {
            let server = try TestServer(tcp: tcp)
            let value = String(decoding: [UInt8](repeating: 0x61, count: size), as: UTF8.self)
            let peer = try server.connect()
            async let sent: Void = onThread { [peer] in
                try peer.send(WireRequest(params: [("A", value)], body: [1, 2]).bytes)
            }
            let exchange = try server.next()
            try await sent
            let isSame = exchange.request.params["A"] == ByteString(value)
            #expect(isSame)
            #expect(exchange.request.body == [1, 2])
            exchange.response.finish([1])
            #expect(try peer.receiveToEnd() == WireRequest.answer([1]))
        }

        /// Whatever the lengths say, and wherever they stand: libfcgi would abort the process over some of them.
        @Test(arguments: [
            [UInt8](repeating: 0x41, count: 70_000), [0x7F, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF],
        ])
        func paramsFarBehindAreStillLookedAt(_ rest: [UInt8]) async throws {
            let server = try TestServer()
            let value = String(decoding: [UInt8](repeating: 0x61, count: 65_000), as: UTF8.self)
            var content = WireRequest(params: [("A", value)])
            content.recordSize = 30_000
            // Without the empty record that ends the variables.
            let head = content.begin + content.paramsPart.dropLast(8)
            let lengths = rest.count > 4 ? rest : rest + rest + [0x41]
            let more = WireRecord.stream(WireRecord.Kind.params, lengths, recordSize: 50_000).flatMap(\.bytes)
            let end = WireRecord(type: WireRecord.Kind.params).bytes
            let peer = try server.connect()
            async let sent: Void = onThread { [peer] in try peer.send(head + more + end + WireRequest().stdinPart) }
            let exchange = try server.next()
            try await sent
            #expect(exchange.request.paramsFault == .tooLarge(limit: 64 << 10))
            exchange.response.finish([1])
            #expect(try peer.receiveToEnd() == WireRequest.answer([1]))
        }

        /// A peer that asks for room before each write, as every event loop does, has to be given some.
        @Test(arguments: [53_500, 60_000, 64_000])
        func variablesAreTakenThatHaveNotAllCome(_ size: Int) throws {
            let server = try TestServer.echo()
            let value = String(decoding: [UInt8](repeating: 0x61, count: size + 500), as: UTF8.self)
            let bytes = WireRequest(params: [("A", value)], body: [7]).bytes
            let peer = try server.send(Array(bytes[..<size]))
            var ready = pollfd(fd: peer.fileDescriptor, events: Int16(POLLOUT), revents: 0)
            let count = unsafe poll(&ready, 1, 10_000)
            #expect(count == 1)
            try peer.send(Array(bytes[size...]))
            #expect(try peer.receiveToEnd() == WireRequest.answer([7]))
        }

        @Test(arguments: [false, true])
        func aNULInAVariableIsAFault(_ isWhole: Bool) throws {
            let server = try TestServer()
            let request = WireRequest(params: [("HTTP_X_API_KEY", "TOKEN\0junk")], body: [1])
            let peer = try server.send(isWhole ? request.bytes : Array(request.bytes.dropLast(4)))
            let exchange = try server.next()
            #expect(exchange.request.paramsFault == .hasNUL)
            #expect(exchange.request.params.count == 0)
            exchange.response.finish([1])
            #expect(try peer.receiveAnswer().first?.content == [1])
        }

        @Test
        func silenceInALaterRequestDropsTheConnection() throws {
            let server = try TestServer.echo(limits: ServerLimits(receiveTimeout: .milliseconds(50)))
            let peer = try server.connect()
            #expect(try peer.exchange(WireRequest(keeps: true, body: [1])) == [1])
            try peer.send(Array(WireRequest().bytes.prefix(20)))
            #expect(peer.seesEnd())
            #expect(server.requestCount == 1)
        }
    }
}
