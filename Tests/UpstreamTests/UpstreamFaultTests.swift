// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOCore
import Testing
import Upstream

@Suite(.timeLimit(.minutes(2)))
struct UpstreamFaultTests {
    private static let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    @Test func aRefusedConnectionIsUnreachable() async throws {
        let server = try await ScriptedServer.start([])
        let port = server.port
        try await server.stop()
        let error = try await UpstreamFixture.with { try await $0.failure("http://127.0.0.1:\(port)/") }
        #expect(error?.code == .unreachable)
        #expect(error?.message == "connection refused")
    }

    @Test(arguments: [
        ("closed before the head", UpstreamError.Code.noAnswer, [ScriptedServer.Step.close]),
        ("reset before the head", .noAnswer, [.reset]),
        ("closed in the head", .cutOff, [.send("HTTP/1.1 200 OK\r\nContent-"), .close]),
        ("closed after the head", .cutOff, [.send(head), .close]),
        ("closed in a chunk", .cutOff, [.send(head + "5\r\nhel"), .pause(.milliseconds(20)), .close]),
        ("closed between chunks", .cutOff, [.send(head + "5\r\nhello\r\n"), .pause(.milliseconds(20)), .close]),
        ("reset between chunks", .cutOff, [.send(head + "5\r\nhello\r\n"), .pause(.milliseconds(20)), .reset]),
        ("short body", .cutOff, [.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"), .close]),
        ("no HTTP", .invalidResponse, [.send("SSH-2.0-OpenSSH\r\n\r\n")]),
        ("broken chunk", .invalidResponse, [.send(head + "zz\r\nhello\r\n")]),
    ])
    func aResponseThatIsNotWholeSaysWhatHappened(
        _ name: String,
        _ code: UpstreamError.Code,
        _ script: [ScriptedServer.Step]
    ) async throws {
        let server = try await ScriptedServer.start(script)
        let port = server.port
        let error = try await UpstreamFixture.with { try await $0.failure("http://127.0.0.1:\(port)/") }
        #expect(error?.code == code, "\(name): \(String(describing: error?.underlying))")
        try await server.stop()
    }

    @Test(arguments: [
        (UpstreamError.Phase.firstByte, [ScriptedServer.Step.pause(.hours(1))]),
        // A head without a body is no answer yet: servers that think send it early.
        (.firstByte, [.send(head), .pause(.hours(1))]),
        (.idle, [.send(head + "5\r\nhello\r\n"), .pause(.hours(1))]),
    ])
    func aServerThatFallsSilentTimesOut(
        _ phase: UpstreamError.Phase,
        _ script: [ScriptedServer.Step]
    ) async throws {
        let server = try await ScriptedServer.start(script)
        let port = server.port
        let timeouts = UpstreamTimeouts(
            firstByte: phase == .firstByte ? .milliseconds(200) : .seconds(50),
            idle: phase == .idle ? .milliseconds(200) : .seconds(50)
        )
        let error = try await UpstreamFixture.with(timeouts: timeouts) {
            try await $0.failure("http://127.0.0.1:\(port)/")
        }
        #expect(error?.code == .timeout(phase))
        #expect(error?.message.contains("within 0.2 s") == true)
        #expect(try await eventually { server.closed == 1 })
        try await server.stop()
    }

    @Test func aServerThatNeverEndsRunsIntoTheTotalLimit() async throws {
        var script: [ScriptedServer.Step] = [.send(Self.head)]
        for _ in 0..<200 { script += [.send("1\r\nx\r\n"), .pause(.milliseconds(20))] }
        let server = try await ScriptedServer.start(script)
        let port = server.port
        let error = try await UpstreamFixture.with(timeouts: UpstreamTimeouts(total: .milliseconds(400))) {
            try await $0.failure("http://127.0.0.1:\(port)/")
        }
        #expect(error?.code == .timeout(.total))
        try await server.stop()
    }

    @Test func aHandshakeThatIsNotAnsweredIsAConnectTimeout() async throws {
        // A server that speaks no TLS and says nothing: the TCP connection stands, and no request can be sent.
        let server = try await ScriptedServer.start([])
        let port = server.port
        let error = try await UpstreamFixture.with(timeouts: UpstreamTimeouts(connect: .milliseconds(200))) {
            try await $0.failure("https://127.0.0.1:\(port)/")
        }
        #expect(error?.code == .timeout(.connect))
        try await server.stop()
    }

    @Test func theTotalLimitEndsAHandshakeToo() async throws {
        let server = try await ScriptedServer.start([])
        let port = server.port
        // No other limit would end it soon.
        let timeouts = UpstreamTimeouts(connect: .seconds(40), total: .milliseconds(200))
        let start = ContinuousClock.now
        let error = try await UpstreamFixture.with(timeouts: timeouts) {
            try await $0.failure("https://127.0.0.1:\(port)/")
        }
        #expect(error?.code == .timeout(.total))
        #expect(ContinuousClock.now - start < .seconds(20))
        try await server.stop()
    }

    @Test(arguments: [
        "http://127.0.0.1:9/a b", "http://127.0.0.1:9/\r\nX: y", "http://127.0.0.1:9/\u{0}", "http://127.0.0.1:9/é",
        "http://\(String(repeating: "h", count: 256))/",
    ])
    func anUnusableURLIsAnInvalidRequest(_ url: String) async throws {
        let error = try await UpstreamFixture.with { try await $0.failure(url) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message == "the provider's URL cannot be used")
    }

    /// The limits of a request take the place of the client's, the one of the TCP handshake included.
    @Test func aRequestMayHaveLimitsOfItsOwn() async throws {
        let server = try await ScriptedServer.start([.pause(.hours(1))])
        let url = try BaseURL("http://127.0.0.1:\(server.port)")
        try await UpstreamFixture.with(timeouts: UpstreamTimeouts(firstByte: .seconds(50))) { fixture in
            var request = UpstreamRequest(method: .get, to: url.origin, target: "/", headerFields: [:], body: [])
            request.timeouts = UpstreamTimeouts(firstByte: .milliseconds(200))
            let error = await #expect(throws: UpstreamError.self) {
                try await fixture.client.execute(request, on: fixture.eventLoop, receiver: RecordingReceiver())
            }
            #expect(error?.code == .timeout(.firstByte))
            #expect(error?.message.contains("within 0.2 s") == true)
        }
        try await server.stop()
    }
}
