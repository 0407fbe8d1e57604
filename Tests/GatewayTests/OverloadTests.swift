// SPDX-License-Identifier: Apache-2.0

import FastCGI
import Testing
import UpstreamTesting

@testable import Gateway

/// A gateway that is full, and one that is left.
@Suite struct OverloadTests {
    private static let held = ScriptedResponse.events(
        [#"{"choices":[{"index":0,"delta":{"content":"Hi"}}]}"#],
        isDone: false
    )
    .held
    private static let native = #"{"model":"local/m","user_prompt":"Hi"}"#

    private func request(_ path: String, _ body: String, method: String = "POST") -> Request {
        Request(
            params: Params([
                "REQUEST_METHOD": method, "REQUEST_URI": path, "HTTP_X_API_KEY": "k", "REQUEST_ID": "r1",
                "HTTP_ORIGIN": "https://a.example",
            ]),
            body: Array(body.utf8)
        )
    }

    /// Waits until a condition holds, which it does at once but for the time that threads take.
    private func wait(_ condition: () -> Bool) async throws {
        for _ in 0..<10_000 {
            if condition() { return }
            try await Task.sleep(for: .milliseconds(1))
        }
        Issue.record("the condition does not come to hold")
    }

    /// Whoever finds no room is told so in the form of its door, and the page of another origin may read it.
    @Test(arguments: [
        ("/llm/generation", "POST", 503, #"{"status":"error","error":"too many requests in flight""#),
        (
            "/v1/chat/completions", "POST", 503,
            #"{"error":{"message":"too many requests in flight","type":"server_error""#
        ),
        ("/text/answer?model=local/m", "POST", 503, "FAIL too many requests in flight"),
        ("/llm/nothing", "GET", 503, #"{"status":"error","error":"too many requests in flight""#),
        ("/healthz", "GET", 200, #"{"status":"#),
    ])
    func aFullGatewaySaysSoInTheDoorsForm(
        _ path: String,
        _ method: String,
        _ status: Int,
        _ body: String
    ) async throws {
        let settings = [
            "SECRET_TOKEN": "k", "GATEWAY_MAX_REQUESTS": "1", "GATEWAY_ALLOWED_ORIGINS": "https://a.example",
        ]
        let gateway = try InProcessGateway(settings, [Self.held], doors: [TextDoor()])
        async let first = gateway.send(request("/llm/generation/stream", Self.native))
        try await wait { gateway.upstream.requests.count == 1 }
        let response = await gateway.send(request(path, Self.native, method: method)).map {
            String(decoding: $0, as: UTF8.self)
        }.joined()
        #expect(response.hasPrefix("Status: \(status) "))
        #expect(response.contains("\r\n\r\n\(body)"), "\(response)")
        #expect(response.contains("Access-Control-Allow-Origin: https://a.example\r\n"))
        if status == 503 { #expect(response.contains("Retry-After: 1\r\n") || path.hasPrefix("/text")) }
        gateway.gateway.cancelAll()
        _ = await first
        // There is room again, a moment after the answer was written.
        await gateway.gateway.waitUntilIdle()
        let after = await gateway.send(request("/llm/providers", "", method: "GET"))
        #expect(String(decoding: after.joined(), as: UTF8.self).hasPrefix("Status: 200 "))
    }

    /// A client that leaves ends the provider's call, through any door.
    @Test(arguments: [
        ("/llm/generation/stream", native),
        ("/v1/chat/completions", #"{"model":"local/m","messages":[],"stream":true}"#),
        ("/v1/chat/completions", #"{"model":"local/m","messages":[]}"#),
        ("/text/answer?model=local/m&stream", "Hi"),
    ])
    func whoLeavesEndsTheCall(_ path: String, _ body: String) async throws {
        let gateway = try InProcessGateway(["SECRET_TOKEN": "k"], [Self.held], doors: [TextDoor()])
        let sink = RecordingSink { _ in }
        gateway.gateway.handle(request(path, body), sink)
        try await wait { gateway.upstream.requests.count == 1 }
        sink.disconnect()
        // The log's line comes when the call has ended.
        let line = try #require(await gateway.log().first)
        #expect(line.contains("cancelled=yes"))
    }
}
