// SPDX-License-Identifier: Apache-2.0

import FastCGI
import Testing
import UpstreamTesting

@testable import Gateway

/// What a door gets from the gateway without a line of its own.
struct DoorTests {
    private static let hello = ScriptedResponse.events([
        #"{"choices":[{"index":0,"delta":{"content":"Hel"}}]}"#,
        #"{"choices":[{"index":0,"delta":{"content":"lo"},"finish_reason":"stop"}]}"#,
    ])
    private static let cut = ScriptedResponse.events(
        [#"{"choices":[{"index":0,"delta":{"content":"Hel"}}]}"#],
        isDone: false
    )

    private func send(
        _ target: String,
        method: String = "POST",
        body: String = "Hi",
        key: String = "k",
        settings: [String: String] = [:],
        _ responses: [ScriptedResponse] = []
    ) async throws -> String {
        var environment = ["SECRET_TOKEN": "k"]
        environment.merge(settings) { $1 }
        let gateway = try InProcessGateway(environment, responses, doors: [TextDoor()])
        let params = Params([
            "REQUEST_METHOD": method, "REQUEST_URI": target, "HTTP_X_API_KEY": key, "REQUEST_ID": "r1",
            "HTTP_ORIGIN": "https://a.example",
        ])
        let writes = await gateway.send(Request(params: params, body: Array(body.utf8)))
        return writes.map { String(decoding: $0, as: UTF8.self) }.joined()
    }

    @Test func anAnswerComesInItsForm() async throws {
        let response = try await send("/text/answer?model=local/m", [Self.hello])
        #expect(response.hasPrefix("Status: 200 OK\r\n"))
        #expect(response.hasSuffix("\r\n\r\nHello\n"))
        #expect(response.contains("X-Request-ID: r1\r\n"))
        #expect(response.contains("Cache-Control: no-store\r\n"))
    }

    @Test func aStreamEndsInOneWay() async throws {
        let whole = try await send("/text/answer?model=local/m&stream", [Self.hello])
        #expect(whole.contains("Content-Type: text/event-stream"))
        #expect(whole.hasSuffix("\r\n\r\nHello\nEND stop\n"))
        let broken = try await send("/text/answer?model=local/m&stream", [Self.cut])
        #expect(broken.hasSuffix("\r\n\r\nHel\nFAIL The provider local ended the answer before it was complete\n"))
    }

    @Test func aFailureBeforeTheStreamHasItsStatus() async throws {
        let response = try await send("/text/answer?model=local/m&stream", [ScriptedResponse(status: 500, "{}")])
        #expect(response.hasPrefix("Status: 502 Bad Gateway\r\n"))
        #expect(response.contains("\r\n\r\nFAIL The provider local answered with status 500"))
    }

    @Test(arguments: [
        ("/text/answer?model=x", "POST", "k", "400 Bad Request", "FAIL expected ?model=provider/name and a prompt"),
        ("/text/answer", "GET", "k", "404 Not Found", "FAIL /text/answer takes POST, got GET"),
        ("/text/other", "GET", "k", "404 Not Found", "FAIL no such path: /text/other"),
        ("/text", "GET", "k", "404 Not Found", "FAIL no such path: /text"),
        ("/text/answer", "POST", "wrong", "403 Forbidden", "FAIL Invalid or missing API key"),
        ("/text/other", "POST", "", "403 Forbidden", "FAIL Invalid or missing API key"),
        ("/texts", "GET", "k", "404 Not Found", #"{"status":"error","error":"no such path: /texts""#),
        ("/llm/answer", "GET", "k", "404 Not Found", #"{"status":"error","error":"no such path: /llm/answer""#),
        ("/", "GET", "wrong", "401 Unauthorized", #"{"status":"error","error":"Invalid or missing API key""#),
    ])
    func errorsHaveTheFormOfTheDoorThatThePathBelongsTo(
        _ target: String,
        _ method: String,
        _ key: String,
        _ status: String,
        _ body: String
    ) async throws {
        let response = try await send(target, method: method, key: key)
        #expect(response.hasPrefix("Status: \(status)\r\n"))
        #expect(response.contains("\r\n\r\n\(body)"))
    }

    @Test func pagesOfOtherOriginsMayReadIt() async throws {
        let response = try await send(
            "/text/other",
            settings: ["GATEWAY_ALLOWED_ORIGINS": "https://a.example"]
        )
        #expect(response.contains("Access-Control-Allow-Origin: https://a.example\r\n"))
    }

    @Test func everythingIsBelowThePrefix() async throws {
        let settings = ["GATEWAY_PATH_PREFIX": "/ai"]
        #expect(try await send("/ai/text/answer?model=local/m", settings: settings, [Self.hello]).hasSuffix("Hello\n"))
        #expect(try await send("/ai/text/x", settings: settings).contains("\r\n\r\nFAIL no such path: /ai/text/x"))
        #expect(try await send("/text/x", settings: settings).contains(#"{"status":"error""#))
    }
}
