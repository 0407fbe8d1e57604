// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing
import Upstream

@Suite(.timeLimit(.minutes(2)))
struct UpstreamCancellationTests {
    @Test(arguments: [
        ("connecting", "https", [ScriptedServer.Step]()),
        ("waiting for the head", "http", [.pause(.hours(1))]),
        ("waiting for the body", "http", [.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"), .pause(.hours(1))]),
        (
            "between chunks", "http",
            [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"), .pause(.hours(1))]
        ),
    ])
    func closesTheConnectionInEveryPhase(
        _ phase: String,
        _ scheme: String,
        _ script: [ScriptedServer.Step]
    ) async throws {
        let server = try await ScriptedServer.start(script)
        let url = "\(scheme)://127.0.0.1:\(server.port)/"
        try await UpstreamFixture.with { fixture in
            let call = Task(executorPreference: EventLoopExecutor(fixture.eventLoop)) {
                try await fixture.failure(url)
            }
            // In the first phase no request ever arrives.
            #expect(try await eventually { server.accepted == 1 && (scheme == "https" || server.requests.count == 1) })
            call.cancel()
            let error = try await call.value
            #expect(error?.code == .cancelled, "\(phase)")
            #expect(try await eventually { server.closed == 1 })
        }
        try await server.stop()
    }

    @Test func closesTheConnectionWhileTheServerIsHeldBack() async throws {
        let server = try await ScriptedServer.start([
            .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"), .pause(.hours(1)),
        ])
        let url = "http://127.0.0.1:\(server.port)/"
        try await UpstreamFixture.with { fixture in
            let promise = fixture.eventLoop.makePromise(of: Void.self)
            let held = fixture.eventLoop.makePromise(of: Void.self)
            let call = Task(executorPreference: EventLoopExecutor(fixture.eventLoop)) {
                let receiver = RecordingReceiver { _ in
                    held.succeed(())
                    return .after(promise.futureResult)
                }
                return try await fixture.failure(url, receiver)
            }
            try await held.futureResult.get()
            call.cancel()
            let error = try await call.value
            #expect(error?.code == .cancelled)
            #expect(try await eventually { server.closed == 1 })
            promise.succeed(())
        }
        try await server.stop()
    }

    @Test func aTaskThatWasCancelledBeforehandSendsNothing() async throws {
        let server = try await ScriptedServer.start([.pause(.hours(1))])
        let url = "http://127.0.0.1:\(server.port)/"
        try await UpstreamFixture.with { fixture in
            let gate = fixture.eventLoop.makePromise(of: Void.self)
            let call = Task(executorPreference: EventLoopExecutor(fixture.eventLoop)) {
                try? await gate.futureResult.get()
                return try await fixture.failure(url)
            }
            call.cancel()
            gate.succeed(())
            let error = try await call.value
            #expect(error?.code == .cancelled)
        }
        #expect(server.accepted == 0)
        try await server.stop()
    }
}
