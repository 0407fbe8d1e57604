// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOCore
import NIOPosix
import Testing

@testable import Upstream

/// A client and the way to call with it on an event loop.
struct UpstreamFixture {
    let client: UpstreamClient
    let eventLoop: any EventLoop

    /// Runs a body with a client, and shuts the client down after it.
    static func with<Result: Sendable>(
        timeouts: UpstreamTimeouts = UpstreamTimeouts(),
        proxies: ProxySettings = ProxySettings(),
        trustedRoots: TrustedRoots = TrustedRoots(),
        names: NameResolver = NameResolver(),
        web: PublicWeb = PublicWeb(),
        _ body: @escaping @Sendable (UpstreamFixture) async throws -> Result
    ) async throws -> Result {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let client = UpstreamClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            timeouts: timeouts,
            proxies: proxies,
            trustedRoots: trustedRoots,
            names: names,
            web: web
        )
        let fixture = UpstreamFixture(client: client, eventLoop: eventLoop)
        let task = Task(executorPreference: EventLoopExecutor(eventLoop)) { try await body(fixture) }
        let result = await withTaskCancellationHandler {
            await task.result
        } onCancel: {
            task.cancel()
        }
        try await client.shutdown()
        return try result.get()
    }

    /// Sends a request with a small body.
    func call(_ url: String, body: String = "{}", _ receiver: RecordingReceiver) async throws {
        let parts = try #require(URLParts(url))
        let request = UpstreamRequest(
            method: .post,
            to: try BaseURL(String(url[..<parts.afterAuthority.startIndex])).origin,
            target: String(parts.afterAuthority),
            headerFields: [.contentType: "application/json"],
            body: Array(body.utf8)
        )
        try await client.execute(request, on: eventLoop, receiver: receiver)
    }

    /// Sends a request and gives the error that it ends with.
    func failure(_ url: String, _ receiver: RecordingReceiver = RecordingReceiver()) async throws -> UpstreamError? {
        do {
            try await call(url, receiver)
            return nil
        } catch let error as UpstreamError {
            return error
        }
    }
}

/// Waits until a condition holds; false after ten seconds.
func eventually(_ condition: () -> Bool) async throws -> Bool {
    for _ in 0..<1_000 {
        if condition() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}
