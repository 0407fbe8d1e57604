// SPDX-License-Identifier: Apache-2.0

import FastCGI
import HTTPTypes
import JSONCoding
import Testing
import Upstream
import UpstreamTesting

@testable import Gateway

/// The header fields of a request at OpenAI's door: which go on to a provider, and what browsers are told of them.
@Suite struct RequestHeaderTests {
    private static let key = ["HTTP_AUTHORIZATION": "Bearer k"]
    private static let marks = [
        "HTTP_OPENAI_BETA": "assistants=v2", "HTTP_IDEMPOTENCY_KEY": "stainless-python-retry-1",
        "HTTP_X_CLIENT_REQUEST_ID": "turn 7/a",
    ]
    private static let document = ScriptedResponse(
        #"{"choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"data":[]}"#,
        type: "application/json"
    )

    private static func value(_ name: String, _ fields: HTTPFields?) -> String? {
        HTTPField.Name(name).flatMap { fields?[$0] }
    }

    private static func body(_ provider: String) -> String {
        #"{"model":"\#(provider)/m","messages":[{"role":"user","content":"Hi"}],"input":"a"}"#
    }

    @Test(arguments: ["/v1/chat/completions", "/v1/completions", "/v1/embeddings"], ["openai", "local"])
    func threeOfThemGoOnWithinTheDialect(_ path: String, _ provider: String) async throws {
        let client = try DoorClient([Self.document])
        let others = [
            "HTTP_COOKIE": "a=b", "HTTP_OPENAI_ORGANIZATION": "org", "HTTP_OPENAI_PROJECT": "p",
            "HTTP_X_API_KEY": "k", "HTTP_X_STAINLESS_LANG": "python", "HTTP_USER_AGENT": "OpenAI/Python",
            "HTTP_ANTHROPIC_BETA": "b", "HTTP_ACCEPT_ENCODING": "gzip",
        ]
        let headers = Self.marks.merging(others) { $1 }.merging(Self.key) { $1 }
        let response = await client.send(path, Self.body(provider), headers: headers)
        #expect(response.status == 200, "\(response.body)")
        let fields = client.gateway.upstream.requests.first?.headerFields
        #expect(Self.value("OpenAI-Beta", fields) == "assistants=v2")
        #expect(Self.value("Idempotency-Key", fields) == "stainless-python-retry-1")
        #expect(Self.value("X-Client-Request-Id", fields) == "turn 7/a")
        let key: Set<String> = provider == "openai" ? ["authorization"] : []
        #expect(
            Set(try #require(fields).map(\.name.canonicalName))
                == key.union([
                    "content-type", "accept", "user-agent", "accept-encoding", "openai-beta", "idempotency-key",
                    "x-client-request-id",
                ])
        )
        #expect(Self.value("Authorization", fields) == (provider == "openai" ? "Bearer ko" : nil))
        #expect(Self.value("User-Agent", fields)?.hasPrefix("llm-gateway/") == true)
        #expect(Self.value("Accept-Encoding", fields) == "identity")
    }

    /// What came in several fields, as nginx passes them, goes on as one.
    @Test func severalFieldsAreOne() async throws {
        let client = try DoorClient([Self.document])
        var params: Params = [
            "REQUEST_METHOD": "POST", "REQUEST_URI": "/v1/chat/completions", "HTTP_AUTHORIZATION": "Bearer k",
        ]
        for value in ["a=v1", "b=v2"] { params.append(name: "HTTP_OPENAI_BETA".utf8, value: value.utf8) }
        _ = await client.gateway.send(Request(params: params, body: Array(Self.body("openai").utf8)))
        #expect(Self.value("OpenAI-Beta", client.gateway.upstream.requests.first?.headerFields) == "a=v1, b=v2")
    }

    @Test(arguments: ["anthropic", "google"])
    func noneGoesOnAcrossDialects(_ provider: String) async throws {
        let client = try DoorClient([])
        let long = ["HTTP_IDEMPOTENCY_KEY": String(repeating: "a", count: 2_000)]
        let headers = Self.marks.merging(long) { $1 }.merging(Self.key) { $1 }
        let body = #"{"model":"\#(provider)/m","messages":[{"role":"user","content":"Hi"}]}"#
        _ = await client.send("/v1/chat/completions", body, headers: headers)
        let fields = try #require(client.gateway.upstream.requests.first?.headerFields)
        for name in ["OpenAI-Beta", "Idempotency-Key", "X-Client-Request-Id"] {
            #expect(Self.value(name, fields) == nil)
        }
    }

    /// A call that is made again is the same to the provider.
    @Test func anotherAttemptHasTheSameKey() async throws {
        let loading = ScriptedResponse(
            status: 503,
            #"{"error":{"message":"Loading model"}}"#,
            type: "application/json"
        )
        let client = try DoorClient([loading, Self.document])
        let headers = Self.marks.merging(Self.key) { $1 }
        let response = await client.send("/v1/chat/completions", Self.body("local"), headers: headers)
        #expect(response.status == 200)
        #expect(
            client.gateway.upstream.requests.map { Self.value("Idempotency-Key", $0.headerFields) }
                == ["stainless-python-retry-1", "stainless-python-retry-1"]
        )
    }

    @Test(arguments: ["", " ", "a\u{1}b", "ä", "a\r\nX-Evil: 1", "\u{7F}", "a\tb"])
    func whatIsNoPlainTextStays(_ value: String) async throws {
        let client = try DoorClient([Self.document])
        let headers = Self.key.merging(["HTTP_OPENAI_BETA": value]) { $1 }
        #expect(await client.send("/v1/chat/completions", Self.body("openai"), headers: headers).status == 200)
        let fields = try #require(client.gateway.upstream.requests.first?.headerFields)
        #expect(Self.value("OpenAI-Beta", fields) == nil)
        #expect(Self.value("X-Evil", fields) == nil)
    }

    @Test(arguments: [(1_024, 200), (1_025, 400)])
    func theirLengthIsBounded(_ length: Int, _ status: Int) async throws {
        let client = try DoorClient([Self.document])
        let headers = Self.key.merging(["HTTP_IDEMPOTENCY_KEY": String(repeating: "a", count: length)]) { $1 }
        let response = await client.send("/v1/chat/completions", Self.body("openai"), headers: headers)
        #expect(response.status == status)
        #expect(client.gateway.upstream.requests.count == (status == 200 ? 1 : 0))
        if status == 400 {
            #expect(response.body.contains("Idempotency-Key: expected at most 1024 bytes, got 1025"))
        }
    }

    // MARK: Pages of other origins

    @Test func aPageMayReadThem() async throws {
        let client = try DoorClient([Self.document], settings: ["GATEWAY_ALLOWED_ORIGINS": "https://a.example"])
        let headers = Self.key.merging(["HTTP_ORIGIN": "https://a.example"]) { $1 }
        let response = await client.send("/v1/chat/completions", Self.body("openai"), headers: headers)
        let exposed = try #require(response.field("Access-Control-Expose-Headers")).split(separator: ", ")
        for name in [
            "x-request-id", "request-id", "retry-after", "retry-after-ms", "x-should-retry", "x-gateway-request-id",
            "x-gateway-ignored", "x-ratelimit-limit-requests", "x-ratelimit-limit-tokens",
            "x-ratelimit-remaining-requests", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-requests",
            "x-ratelimit-reset-tokens", "openai-processing-ms", "x-provider", "x-provider-status", "x-finish-reason",
        ] {
            #expect(exposed.contains { $0.lowercased() == name }, "\(name)")
        }
        #expect(!exposed.contains("*"))
        let native = await client.send("/llm/providers", "", method: "GET", headers: headers)
        #expect(
            native.field("Access-Control-Expose-Headers")
                == "X-Request-ID, X-Finish-Reason, X-Provider, X-Provider-Status, Retry-After"
        )
    }

    /// All that OpenAI's and Anthropic's libraries send from a browser.
    @Test func aPageMaySendWhatTheLibrariesSend() async throws {
        let client = try DoorClient([], settings: ["GATEWAY_ALLOWED_ORIGINS": "https://a.example"])
        let names = [
            "anthropic-beta", "anthropic-dangerous-direct-browser-access", "anthropic-version", "authorization",
            "content-type", "idempotency-key", "openai-beta", "openai-organization", "openai-project", "user-agent",
            "x-api-key", "x-client-request-id", "x-stainless-arch", "x-stainless-async", "x-stainless-helper-method",
            "x-stainless-lang", "x-stainless-os", "x-stainless-package-version", "x-stainless-raw-response",
            "x-stainless-read-timeout", "x-stainless-retry-count", "x-stainless-runtime",
            "x-stainless-runtime-version", "x-stainless-timeout",
        ]
        let response = await client.send(
            "/v1/chat/completions",
            "",
            method: "OPTIONS",
            headers: [
                "HTTP_ORIGIN": "https://a.example", "HTTP_ACCESS_CONTROL_REQUEST_METHOD": "POST",
                "HTTP_ACCESS_CONTROL_REQUEST_HEADERS": names.joined(separator: ","),
            ]
        )
        #expect(response.status == 204)
        let allowed = try #require(response.field("Access-Control-Allow-Headers")).lowercased()
        #expect(Set(allowed.split(separator: ", ").map(String.init)) == Set(names))
        #expect(response.field("X-Gateway-Request-ID") == "r1")
    }
}
