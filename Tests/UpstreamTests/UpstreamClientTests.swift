// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization
import Testing
import Upstream

@Suite(.timeLimit(.minutes(2)))
struct UpstreamClientTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"

    @Test func passesHeadAndBodyOn() async throws {
        let server = try await ScriptedServer.start([.send(Self.ok)])
        let port = server.port
        try await UpstreamFixture.with { fixture in
            let receiver = RecordingReceiver()
            try await fixture.call("http://127.0.0.1:\(port)/v1/x?y=z", body: #"{"a":1}"#, receiver)
            #expect(receiver.head?.status == 200)
            #expect(receiver.head?["content-TYPE"] == "text/plain")
            #expect(receiver.head?["X-Nothing"] == nil)
            #expect(receiver.text == "hello")
        }
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("POST /v1/x?y=z HTTP/1.1\r\n"))
        #expect(request.lowercased().contains("host: 127.0.0.1:\(port)\r\n"))
        #expect(request.lowercased().contains("content-length: 7\r\n"))
        #expect(!request.lowercased().contains("accept-encoding: gzip"))
        #expect(request.hasSuffix(#"{"a":1}"#))
        try await server.stop()
    }

    @Test func passesErrorStatusesAndRedirectsOn() async throws {
        let server = try await ScriptedServer.start(
            [.send("HTTP/1.1 429 Too Many\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n")],
            [.send("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")]
        )
        let port = server.port
        try await UpstreamFixture.with { fixture in
            let limited = RecordingReceiver()
            try await fixture.call("http://127.0.0.1:\(port)/", limited)
            #expect(limited.head?.status == 429)
            #expect(limited.head?["Retry-After"] == "7")
            let redirected = RecordingReceiver()
            try await fixture.call("http://127.0.0.1:\(port)/", redirected)
            #expect(redirected.head?.status == 302)
        }
        try await server.stop()
    }

    @Test func usesAConnectionAgain() async throws {
        let server = try await ScriptedServer.start([.send(Self.ok)])
        let port = server.port
        try await UpstreamFixture.with { fixture in
            for _ in 0..<5 { try await fixture.call("http://127.0.0.1:\(port)/", RecordingReceiver()) }
        }
        #expect(server.requests.count == 5)
        #expect(server.accepted == 1)
        try await server.stop()
    }

    @Test func sendsALargeBodyWhole() async throws {
        let server = try await ScriptedServer.start([.send(Self.ok)])
        let port = server.port
        let body = String(repeating: "abcdefgh", count: 1 << 17)
        try await UpstreamFixture.with { fixture in
            try await fixture.call("http://127.0.0.1:\(port)/", body: body, RecordingReceiver())
        }
        #expect(server.requests.first?.hasSuffix("\r\n\r\n" + body) == true)
        try await server.stop()
    }

    @Test func holdsTheServerBackWhileTheReceiverAsksForIt() async throws {
        let size = 64 << 20
        let server = try await ScriptedServer.start([
            .send("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n"), .sendZeros(size),
        ])
        let port = server.port
        // The pause is longer than the idle limit, which must not run meanwhile.
        try await UpstreamFixture.with(timeouts: UpstreamTimeouts(idle: .milliseconds(300))) { fixture in
            let loop = fixture.eventLoop
            var pauses = 0
            let sentWhilePaused = Atomic<Int>(size)
            let receiver = RecordingReceiver { _ in
                guard pauses == 0 else { return .more }
                pauses += 1
                return .after(
                    loop.scheduleTask(in: .milliseconds(900)) {
                        sentWhilePaused.store(server.sent, ordering: .relaxed)
                    }.futureResult
                )
            }
            try await fixture.call("http://127.0.0.1:\(port)/", receiver)
            #expect(receiver.body.count == size)
            #expect(pauses == 1)
            // What the kernel's buffers on both sides take, and no more.
            #expect(sentWhilePaused.load(ordering: .relaxed) < size / 2)
        }
        try await server.stop()
    }

    @Test func returnsSoonAfterTheReceiverHasAllItNeeds() async throws {
        let server = try await ScriptedServer.start([
            .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndone\r\n")
        ])
        let port = server.port
        try await UpstreamFixture.with { fixture in
            let receiver = RecordingReceiver { _ in .complete }
            try await fixture.call("http://127.0.0.1:\(port)/", receiver)
            #expect(receiver.text == "done")
        }
        #expect(try await eventually { server.closed == 1 })
        try await server.stop()
    }

    @Test func ignoresWhatGoesWrongAfterTheReceiverHasAllItNeeds() async throws {
        let server = try await ScriptedServer.start([
            .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndone\r\n"), .pause(.milliseconds(50)),
            .reset,
        ])
        let port = server.port
        try await UpstreamFixture.with { fixture in
            try await fixture.call("http://127.0.0.1:\(port)/", RecordingReceiver { _ in .complete })
        }
        try await server.stop()
    }

    @Test func closesAtOnceWhenTheReceiverWantsNoMore() async throws {
        let server = try await ScriptedServer.start([
            .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nmore\r\n")
        ])
        let port = server.port
        try await UpstreamFixture.with { fixture in
            try await fixture.call("http://127.0.0.1:\(port)/", RecordingReceiver { _ in .stop })
            #expect(try await eventually { server.closed == 1 })
        }
        try await server.stop()
    }
}
