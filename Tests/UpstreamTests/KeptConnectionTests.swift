// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import Testing
import Upstream

/// What becomes of connections between two calls.
@Suite(.timeLimit(.minutes(2)))
struct KeptConnectionTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"

    @Test(arguments: [ScriptedServer.Step.close, .reset])
    func aRequestThatCrossesTheClosingIsSentOnceMore(_ ending: ScriptedServer.Step) async throws {
        let server = try await ScriptedServer.start([.send(Self.ok)], [ending], [.send(Self.ok)])
        let port = server.port
        try await UpstreamFixture.with { fixture in
            for _ in 0..<2 {
                let receiver = RecordingReceiver()
                try await fixture.call("http://127.0.0.1:\(port)/", body: #"{"a":1}"#, receiver)
                #expect(receiver.text == "hello")
            }
        }
        #expect(server.accepted == 2)
        #expect(server.requests.count == 3)
        #expect(server.requests.allSatisfy { $0.hasSuffix(#"{"a":1}"#) })
        try await server.stop()
    }

    @Test func onANewConnectionNothingIsSentTwice() async throws {
        let server = try await ScriptedServer.start([.send(Self.ok)], [.close], [.close], [.send(Self.ok)])
        let port = server.port
        try await UpstreamFixture.with { fixture in
            try await fixture.call("http://127.0.0.1:\(port)/", RecordingReceiver())
            let error = try await fixture.failure("http://127.0.0.1:\(port)/")
            #expect(error?.code == .noAnswer)
        }
        #expect(server.requests.count == 3)
        try await server.stop()
    }

    /// What the server does that late, it does with a request that it has.
    @Test func aConnectionThatEndsLaterIsNoReasonToSendTwice() async throws {
        let server = try await ScriptedServer.start([.send(Self.ok)], [.pause(.seconds(3)), .close], [.send(Self.ok)])
        let port = server.port
        try await UpstreamFixture.with { fixture in
            try await fixture.call("http://127.0.0.1:\(port)/", RecordingReceiver())
            let error = try await fixture.failure("http://127.0.0.1:\(port)/")
            #expect(error?.code == .noAnswer)
        }
        #expect(server.requests.count == 2)
        try await server.stop()
    }

    /// A server that was started anew resets what it does not know.
    @Test func aConnectionThatIsResetTakesTheOthersThatWaitWithIt() async throws {
        let server = try await ScriptedServer.start(
            [.pause(.milliseconds(50)), .send(Self.ok)],
            [.pause(.milliseconds(50)), .send(Self.ok)],
            [.pause(.milliseconds(50)), .send(Self.ok)],
            [.reset],
            [.send(Self.ok)]
        )
        let url = "http://127.0.0.1:\(server.port)/"
        try await UpstreamFixture.with { fixture in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<3 {
                    group.addTask(executorPreference: EventLoopExecutor(fixture.eventLoop)) {
                        try await fixture.call(url, RecordingReceiver())
                    }
                }
                try await group.waitForAll()
            }
            try await fixture.call(url, RecordingReceiver())
            #expect(try await eventually { server.closed == 3 })
        }
        #expect(server.accepted == 4)
        try await server.stop()
    }

    /// A slow model's caller costs the others nothing: the peer's kernel has the request, so its way is not dead.
    @Test(arguments: [
        (UpstreamTimeouts(firstByte: .seconds(1)), [ScriptedServer.Step.pause(.hours(1))]),
        (
            UpstreamTimeouts(idle: .seconds(1)),
            [.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"), .pause(.hours(1))]
        ),
    ])
    func aTimeoutOfASlowPeerLeavesTheOthersThatWait(_ timeouts: UpstreamTimeouts, _ slow: [ScriptedServer.Step])
        async throws
    {
        let first = [ScriptedServer.Step.pause(.milliseconds(50)), .send(Self.ok)]
        let server = try await ScriptedServer.start(first, first, slow, [.send(Self.ok)])
        let url = "http://127.0.0.1:\(server.port)/"
        try await UpstreamFixture.with(timeouts: timeouts) { fixture in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask(executorPreference: EventLoopExecutor(fixture.eventLoop)) {
                        try await fixture.call(url, RecordingReceiver())
                    }
                }
                try await group.waitForAll()
            }
            guard case .timeout? = try await fixture.failure(url)?.code else {
                Issue.record("no time-out")
                return
            }
            try await fixture.call(url, RecordingReceiver())
        }
        #expect(server.requests.count == 4)
        #expect(server.accepted == 2)
        try await server.stop()
    }

    @Test func aTimeoutIsNoReasonToSendTwice() async throws {
        let server = try await ScriptedServer.start([.send(Self.ok)], [.pause(.hours(1))])
        let port = server.port
        try await UpstreamFixture.with(timeouts: UpstreamTimeouts(firstByte: .seconds(3))) { fixture in
            try await fixture.call("http://127.0.0.1:\(port)/", RecordingReceiver())
            let error = try await fixture.failure("http://127.0.0.1:\(port)/")
            #expect(error?.code == .timeout(.firstByte))
        }
        #expect(server.requests.count == 2)
        try await server.stop()
    }

    @Test(arguments: [
        ("it says so", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello"),
        ("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
    ])
    func aConnectionThatTheServerWillCloseIsNotUsedAgain(_ name: String, _ response: String) async throws {
        let server = try await ScriptedServer.start([.send(response)])
        let port = server.port
        try await UpstreamFixture.with { fixture in
            for _ in 0..<3 { try await fixture.call("http://127.0.0.1:\(port)/", RecordingReceiver()) }
            #expect(try await eventually { server.closed == 3 })
        }
        #expect(server.accepted == 3, "\(name)")
        try await server.stop()
    }

    @Test func aBodyThatEndsWithTheConnectionIsWhole() async throws {
        let server = try await ScriptedServer.start([.send("HTTP/1.1 200 OK\r\n\r\nhello"), .close])
        let port = server.port
        try await UpstreamFixture.with { fixture in
            let receiver = RecordingReceiver()
            try await fixture.call("http://127.0.0.1:\(port)/", receiver)
            #expect(receiver.text == "hello")
        }
        try await server.stop()
    }

    @Test(arguments: [ok, "HTTP/1.1 408 Request Timeout\r\nContent-", "x"])
    func bytesThatNobodyAskedForEndAConnection(_ bytes: String) async throws {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        // The connection rests when they come.
        let answered = (0..<3).map { _ in eventLoop.makePromise(of: Void.self) }
        let scripts = answered.map { [ScriptedServer.Step.send(Self.ok), .wait($0.futureResult), .send(bytes)] }
        let server = try await ScriptedServer.start(scripts[0], scripts[1], scripts[2])
        let port = server.port
        try await UpstreamFixture.with { fixture in
            for (index, promise) in answered.enumerated() {
                let receiver = RecordingReceiver()
                try await fixture.call("http://127.0.0.1:\(port)/", receiver)
                #expect(receiver.text == "hello")
                promise.succeed(())
                #expect(try await eventually { server.closed == index + 1 })
            }
        }
        #expect(server.accepted == 3)
        try await server.stop()
    }

    @Test(arguments: [
        ("HTTP/1.1 2", UpstreamError.Code.cutOff), ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", .cutOff),
        ("HTTP/1.1 100 Continue\r\n\r\n", .cutOff), ("HTTP/1.1 101 Switching Protocols\r\n\r\n", .invalidResponse),
        ("SSH-2.0\r\n", .invalidResponse),
    ])
    func nothingIsSentTwiceOnceAByteHasCome(_ bytes: String, _ code: UpstreamError.Code) async throws {
        let server = try await ScriptedServer.start([.send(Self.ok)], [.send(bytes), .close])
        let port = server.port
        try await UpstreamFixture.with { fixture in
            try await fixture.call("http://127.0.0.1:\(port)/", RecordingReceiver())
            let error = try await fixture.failure("http://127.0.0.1:\(port)/")
            #expect(error?.code == code)
        }
        #expect(server.requests.count == 2)
        try await server.stop()
    }

    @Test func callsAtOnceHaveConnectionsOfTheirOwnAndShareThemLater() async throws {
        let server = try await ScriptedServer.start([.pause(.milliseconds(50)), .send(Self.ok)])
        let url = "http://127.0.0.1:\(server.port)/"
        try await UpstreamFixture.with { fixture in
            for _ in 0..<2 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<20 {
                        group.addTask(executorPreference: EventLoopExecutor(fixture.eventLoop)) {
                            try await fixture.call(url, RecordingReceiver())
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }
        #expect(server.requests.count == 40)
        #expect(server.accepted == 20)
        try await server.stop()
    }

    @Test func allConnectionsAreClosedAtTheEnd() async throws {
        let server = try await ScriptedServer.start([.send(Self.ok)])
        let url = "http://127.0.0.1:\(server.port)/"
        try await UpstreamFixture.with { try await $0.call(url, RecordingReceiver()) }
        #expect(try await eventually { server.closed == 1 })
        try await server.stop()
    }
}
