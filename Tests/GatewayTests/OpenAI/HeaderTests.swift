// SPDX-License-Identifier: Apache-2.0

import FastCGI
import JSONCoding
import Testing
import Upstream
import UpstreamTesting

@testable import Gateway

/// The header fields of OpenAI's door: what of a provider's response reaches the caller, and what every answer has.
@Suite struct HeaderTests {
    private static let path = "/v1/chat/completions"
    private static let document =
        #"{"choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}]}"#
    private static let events = [#"{"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}"#]
    private static let anthropic = ScriptedResponse(
        #"{"content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn"}"#,
        type: "application/json"
    )
    private static let error = ScriptedResponse(status: 429, #"{"error":{"message":"No."}}"#, type: "application/json")

    /// What a provider of the dialect says that is for callers.
    private static let passed = [
        ("x-ratelimit-limit-requests", "5000"), ("x-ratelimit-remaining-tokens", "159970"),
        ("x-ratelimit-reset-tokens", "1m30.5s"), ("X-RateLimit-Limit-Project-Tokens", "1"), ("retry-after-ms", "1500"),
        ("x-should-retry", "true"), ("openai-processing-ms", "321"), ("openai-version", "2020-10-01"),
    ]
    /// And what is not.
    private static let kept = [
        ("openai-organization", "acme"), ("set-cookie", "__cf_bm=1"), ("cf-ray", "1"), ("cf-cache-status", "DYNAMIC"),
        ("anthropic-organization-id", "o"), ("server", "cloudflare"), ("connection", "close"), ("x-new", "1"),
        ("alt-svc", "h3"), ("access-control-expose-headers", "X-New"), ("anthropic-ratelimit-requests-limit", "9"),
        ("openai-processing-ms-x", "1"),
    ]

    private static func body(_ model: String, _ members: String = "") -> String {
        #"{"model":"\#(model)","messages":[{"role":"user","content":"Hi"}]\#(members)}"#
    }

    // MARK: From the provider to the caller

    @Test(arguments: [
        ("/v1/chat/completions", ScriptedResponse(document, type: "application/json"), "", 200),
        ("/v1/chat/completions", .events(events), #","stream":true"#, 200),
        ("/v1/chat/completions", error, "", 429), ("/v1/chat/completions", error, #","stream":true"#, 429),
        (
            "/v1/embeddings", ScriptedResponse(#"{"object":"list","data":[]}"#, type: "application/json"),
            #","input":"a""#, 200
        ),
    ])
    func whatAProviderOfTheDialectSaysIsPassedOn(
        _ path: String,
        _ answer: ScriptedResponse,
        _ members: String,
        _ status: Int
    ) async throws {
        let id = ("x-request-id", "req_abc")
        let client = try DoorClient([answer.adding(Self.passed + Self.kept + [id, ("retry-after", "1.5")])])
        let response = await client.send(path, Self.body("openai/m", members))
        #expect(response.status == status)
        for (name, value) in Self.passed { #expect(response.field(name) == value, "\(name)") }
        for (name, value) in Self.kept {
            #expect(!response.head.contains("\(name): \(value)"), "\(name)")
        }
        #expect(response.field("Retry-After") == "1.5")
        #expect(response.field("X-Request-ID") == "req_abc")
        #expect(response.field("X-Gateway-Request-ID") == "r1")
    }

    /// The head goes out before the first word where that keeps a caller waiting.
    @Test func aHeadThatGoesOutEarlyHasThem() async throws {
        var answer = ScriptedResponse.events(Self.events, isDone: false).adding(Self.passed)
        answer.pieces = []
        let client = try DoorClient([answer.held], settings: ["GATEWAY_KEEPALIVE_INTERVAL": "1"])
        let head = await withCheckedContinuation { continuation in
            let params = Params([
                "REQUEST_METHOD": "POST", "REQUEST_URI": Self.path, "HTTP_AUTHORIZATION": "Bearer k",
            ])
            let request = Request(params: params, body: Array(Self.body("openai/m", #","stream":true"#).utf8))
            client.gateway.gateway.handle(request, FirstWriteSink { continuation.resume(returning: $0) })
        }
        let text = String(decoding: head, as: UTF8.self)
        #expect(text.contains("x-ratelimit-limit-requests: 5000\r\n"))
        #expect(text.hasSuffix(": keep-alive\n\n"))
        client.gateway.gateway.cancelAll()
        await client.gateway.gateway.waitUntilIdle()
    }

    /// A second attempt is another response: nothing of the first one's is told.
    @Test func onlyTheLastResponseIsHeard() async throws {
        let loading = ScriptedResponse(
            status: 503,
            #"{"error":{"message":"Loading model"}}"#,
            type: "application/json"
        )
        let client = try DoorClient([
            loading.adding([("x-request-id", "first"), ("x-ratelimit-limit-tokens", "1")]),
            ScriptedResponse(Self.document, type: "application/json").adding([("openai-version", "2")]),
        ])
        let response = await client.send(Self.path, Self.body("local/m"))
        #expect(response.status == 200)
        #expect(response.field("openai-version") == "2")
        #expect(response.field("x-ratelimit-limit-tokens") == nil)
        #expect(response.field("X-Request-ID") == "r1")
    }

    @Test func afterAResponseThatDidNotComeThereIsNothing() async throws {
        let loading = ScriptedResponse(
            status: 503,
            #"{"error":{"message":"Loading model"}}"#,
            type: "application/json"
        )
        let client = try DoorClient([loading.adding([("x-request-id", "first")])])
        let response = await client.send(Self.path, Self.body("local/m"))
        #expect(response.status == 502)
        #expect(response.field("X-Request-ID") == "r1")
    }

    @Test(arguments: [
        ("openai", [("request-id", "a")], "a"), ("openai", [("request-id", "a"), ("X-Request-Id", "b")], "b"),
        ("openai", [("x-request-id", "b"), ("request-id", "a")], "b"), ("openai", [], "r1"),
        ("openai", [("x-request-id", "")], "r1"), ("openai", [("x-request-id", "a\u{7}b")], "r1"),
        ("anthropic", [("request-id", "a"), ("x-request-id", "b")], "r1"),
    ])
    func theIDIsTheProvidersWithinTheDialect(
        _ provider: String,
        _ fields: [(String, String)],
        _ id: String
    ) async throws {
        let answer = provider == "openai" ? ScriptedResponse(Self.document, type: "application/json") : Self.anthropic
        let client = try DoorClient([answer.adding(fields)])
        let response = await client.send(Self.path, Self.body("\(provider)/m"))
        #expect(response.field("X-Request-ID") == id)
        #expect(response.field("X-Gateway-Request-ID") == "r1")
    }

    /// Every answer has both ids, whoever gives it.
    @Test(arguments: [
        ("/v1/chat/completions", "POST", "Bearer wrong", 401), ("/v1/nothing", "POST", "Bearer k", 404),
        ("/v1/chat/completions", "GET", "Bearer k", 405), ("/v1/chat/completions", "POST", "Bearer k", 400),
        ("/v1/models", "GET", "Bearer k", 200),
    ])
    func everyAnswerHasBothIDs(_ path: String, _ method: String, _ key: String, _ status: Int) async throws {
        let response = try await DoorClient([]).send(path, "{}", method: method, headers: ["HTTP_AUTHORIZATION": key])
        #expect(response.status == status)
        #expect(response.field("X-Request-ID") == "r1")
        #expect(response.field("X-Gateway-Request-ID") == "r1")
    }

    @Test(arguments: [(Request.BodyState.tooLarge(limit: 1), 413), (.noRoom, 503)])
    func refusedBodiesHaveBothIDs(_ state: Request.BodyState, _ status: Int) async throws {
        let params: Params = [
            "REQUEST_METHOD": "POST", "REQUEST_URI": Self.path, "REQUEST_ID": "r1", "HTTP_AUTHORIZATION": "Bearer k",
        ]
        let client = try DoorClient([])
        let writes = await client.gateway.send(Request(params: params, body: [], bodyState: state))
        let text = String(decoding: writes.joined(), as: UTF8.self)
        #expect(text.hasPrefix("Status: \(status) "))
        #expect(text.contains("X-Request-ID: r1\r\nX-Gateway-Request-ID: r1\r\n"))
    }

    @Test func theNativeAPIHasNoneOfThem() async throws {
        let answer = ScriptedResponse(Self.document, type: "application/json")
        let client = try DoorClient([answer.adding(Self.passed + [("x-request-id", "req_abc")])])
        let response = await client.send("/llm/generation", #"{"model":"openai/m","user_prompt":"Hi"}"#)
        #expect(response.status == 200, "\(response.body)")
        #expect(response.field("X-Request-ID") == "r1")
        #expect(response.field("X-Gateway-Request-ID") == nil)
        for (name, _) in Self.passed { #expect(response.field(name) == nil) }
    }

    // MARK: Across dialects

    @Test func anthropicsLimitsHaveOpenAIsNames() async throws {
        let fields = [
            ("Date", "Thu, 26 Nov 2026 12:00:00 GMT"), ("anthropic-ratelimit-requests-limit", "4000"),
            ("anthropic-ratelimit-requests-remaining", "3999"),
            ("anthropic-ratelimit-requests-reset", "2026-11-26T12:00:01Z"),
            ("Anthropic-RateLimit-Tokens-Limit", "80000"), ("anthropic-ratelimit-tokens-remaining", "79000"),
            ("anthropic-ratelimit-tokens-reset", "2026-11-26T13:02:03+00:00"),
            ("anthropic-ratelimit-input-tokens-limit", "1"), ("anthropic-ratelimit-requests-other", "1"),
            ("anthropic-ratelimit-unified-reset", "2026-11-26T12:00:01Z"), ("anthropic-organization-id", "o"),
            ("request-id", "req_1"), ("x-ratelimit-limit-requests", "7"), ("openai-version", "1"),
            ("retry-after", "9"), ("x-should-retry", "true"),
        ]
        let limited = ScriptedResponse(
            status: 429,
            #"{"type":"error","error":{"type":"rate_limit_error","message":"No."}}"#,
            type: "application/json"
        )
        for answer in [Self.anthropic, limited] {
            let client = try DoorClient([answer.adding(fields)])
            let response = await client.send(Self.path, Self.body("anthropic/m"))
            #expect(response.status == answer.status)
            #expect(response.field("x-ratelimit-limit-requests") == "4000")
            #expect(response.field("x-ratelimit-remaining-requests") == "3999")
            #expect(response.field("x-ratelimit-reset-requests") == "1s")
            #expect(response.field("x-ratelimit-limit-tokens") == "80000")
            #expect(response.field("x-ratelimit-remaining-tokens") == "79000")
            #expect(response.field("x-ratelimit-reset-tokens") == "1h2m3s")
            #expect(response.field("Retry-After") == "9")
            #expect(response.field("x-should-retry") == "true")
            #expect(response.field("X-Request-ID") == "r1")
            #expect(response.head.split(separator: "\r\n").count { $0.hasPrefix("x-ratelimit-") } == 6)
            #expect(!response.head.contains("nthropic-"))
            #expect(response.field("openai-version") == nil)
        }
    }

    @Test(arguments: [
        (0, "0s"), (1, "1ms"), (20, "20ms"), (999, "999ms"), (1_000, "1s"), (1_001, "2s"), (59_001, "1m0s"),
        (360_000, "6m0s"), (3_723_000, "1h2m3s"), (3_600_000, "1h0m0s"), (90_000_000, "25h0m0s"),
    ])
    func timesAreWrittenAsOpenAIDoes(_ milliseconds: Int, _ text: String) {
        #expect(OpenAIProviderFields.duration(milliseconds) == text)
    }

    /// Without a `Date` the clock of the gateway is what a moment is compared with.
    @Test(arguments: [
        ("2001-01-01T00:00:00Z", "0s"), ("9999-01-01T00:00:00Z", nil), ("soon", ""), ("2026-13-01T00:00:00Z", ""),
    ])
    func aResetWithoutADate(_ moment: String, _ text: String?) async throws {
        let client = try DoorClient([Self.anthropic.adding([("anthropic-ratelimit-tokens-reset", moment)])])
        let found = await client.send(Self.path, Self.body("anthropic/m")).field("x-ratelimit-reset-tokens")
        if let text { #expect(found ?? "" == text) } else { #expect(found?.contains("h") == true) }
    }

    // MARK: Hostile providers

    @Test(arguments: [
        "", "a\u{1}b", "ä", "a\tb", String(repeating: "1", count: 257), "the key ko-12345 itself", "\u{7F}",
    ])
    func whatIsNoShortPlainTextIsDropped(_ value: String) async throws {
        let answer = ScriptedResponse(Self.document, type: "application/json")
        let fields = [
            ("x-ratelimit-limit-tokens", value), ("x-ratelimit-remaining-tokens", "5"), ("x-request-id", value),
        ]
        let client = try DoorClient([answer.adding(fields)], settings: ["OPENAI_API_KEY": "ko-12345"])
        let response = await client.send(Self.path, Self.body("openai/m"))
        #expect(response.field("x-ratelimit-limit-tokens") == nil)
        #expect(response.field("x-ratelimit-remaining-tokens") == "5")
        #expect(response.field("X-Request-ID") == "r1")
    }

    @Test func whatIsPassedOnIsBounded() async throws {
        func count(_ fields: [(String, String)]) async throws -> Int {
            let answer = ScriptedResponse(Self.document, type: "application/json")
            let client = try DoorClient([answer.adding(fields)])
            let head = await client.send(Self.path, Self.body("openai/m")).head
            return head.split(separator: "\r\n").count { $0.hasPrefix("x-ratelimit-") }
        }
        #expect(try await count((0..<100).map { ("x-ratelimit-\($0)", "1") }) == 32)
        let long = String(repeating: "1", count: 256)
        #expect(try await count((10..<40).map { ("x-ratelimit-\($0)", long) }) == 7)
        #expect(try await count([("x-ratelimit-a", "1"), ("x-ratelimit-a", "2")]) == 1)
        #expect(try await count([("x-ratelimit-" + String(repeating: "a", count: 52), "1")]) == 1)
        #expect(try await count([("x-ratelimit-" + String(repeating: "a", count: 53), "1")]) == 0)
        #expect(try await count([("x-ratelimit-a!", "1"), ("x-ratelimit-ä", "1")]) == 0)
    }
}
