// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import JSONCoding
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts
@testable import Dialects

/// What a caller sees of a failure.
@Suite struct ProviderErrorTests {
    private func error(_ message: String, status: Int = 400, key: String = Provider.testKey) -> ProviderError {
        let fault = ProviderFault.status(status, ProviderReport(message: ByteString(message)))
        return ProviderError(fault, from: .scripted("openai", key: key))
    }

    private func shown(_ message: String, key: String = Provider.testKey) -> String {
        String(error(message, key: key).message.dropFirst("The provider openai answered with status 400: ".count))
    }

    @Test(arguments: [
        ("key test-key-4711-abcdefgh is bad", "key *** is bad"),
        ("part ey-4711-a of it", "part *** of it"),
        ("short test-ke of it", "short test-ke of it"),
        ("twice 4711-abcdefgh,test-key-4711", "twice ***,***"),
        ("test-key-4711-\nabcdefgh", "*** ***"),
        ("Incorrect key: sk-proj-12345678.", "Incorrect key: ***"),
        ("sk-ab**wxyz sk-ab task-force", "*** sk-ab task-force"),
        ("gsk_1234567890 and AIzaSyA1234567 and Bearer abc123def", "*** and *** and Bearer ***"),
        ("bearer token is missing", "bearer token is missing"),
        ("nothing secret", "nothing secret"),
    ])
    func redaction(_ message: String, _ expected: String) {
        #expect(shown(message) == expected)
    }

    @Test func everyPartOfTheKeyIsTakenOut() {
        let key = Provider.testKey
        for start in 0...key.count - 8 {
            for length in 8...key.count where start + length <= key.count {
                let part = key.dropFirst(start).prefix(length)
                #expect(shown("<\(part)>") == "<***>", "\(part)")
            }
        }
    }

    @Test(arguments: [
        (UpstreamError.Code.noAnswer, ProviderError.Kind.truncated, "ended the connection before it answered: why"),
        (.cutOff, .truncated, "ended the answer before it was complete: why"),
        (.invalidResponse, .invalidResponse, "sent no valid answer: why"),
        (.ownLimit, .ownLimit, "could not be called: why"),
        (.unreachable, .unreachable, "cannot be reached: why"),
    ])
    func whatHappenedToACallIsSaid(_ code: UpstreamError.Code, _ kind: ProviderError.Kind, _ sentence: String) {
        let fault = ProviderFault(UpstreamError(code, "why"))
        #expect(fault.kind == kind)
        #expect(fault.cause == sentence)
    }

    /// However a proxy has written it.
    @Test(arguments: [
        "test%2Dkey%2d4711%2Dabcdefgh", "test-key%2D4711-abcdefgh", "%74%65%73%74%2D%6B%65%79%2D%34%37%31%31",
        "test%252Dkey%25252D4711-abcdefgh", #"test\u002dkey\u002D4711-abcdefgh"#,
        // Its Base64, alone and behind a user's name.
        "dGVzdC1rZXktNDcxMS1hYmNkZWZnaA==", "dXNlcjp0ZXN0LWtleS00NzExLWFiY2RlZmdo",
    ])
    func encodedKeysAreTakenOut(_ written: String) {
        let text = shown("asked with <\(written)> in vain")
        #expect(text.hasPrefix("asked with <") && text.hasSuffix("> in vain") && text.contains("***"), "\(text)")
        for part in ["key", "4711", "abcd", "%34", "NDcx", "LWtl"] { #expect(!text.contains(part), "\(text)") }
    }

    @Test func whatIsNoKeyKeepsItsEscapes() {
        #expect(shown(#"50% of a%20b, 100%, \n and \u00e9 \\\\"#) == #"50% of a%20b, 100%, \n and \u00e9 \\\\"#)
    }

    /// Where a redirect points is shown without what may be secret.
    @Test(arguments: [
        ("https://new.example/v1/chat/completions?key=x#y", "https://new.example/v1/chat/completions"),
        ("http://user:pw@new.example:81/a", "http://new.example:81/a"), ("/v2/chat", "/v2/chat"),
        ("//user@other.example/b", "//other.example/b"),
    ])
    func redirects(_ location: String, _ shown: String) async {
        var response = ScriptedResponse(status: 308, "Moved")
        response.headerFields = [("location", location)]
        for outcome in [await Run.stream([response]), await Run.complete([response])] {
            #expect(
                outcome.error?.message
                    == "The provider local answered with status 308, a redirect to \(shown), which is not followed; set "
                    + "LOCAL_BASE_URL to the address that it leads to: Moved"
            )
        }
    }

    @Test func aRedirectWithoutATarget() async {
        let outcome = await Run.complete([ScriptedResponse(status: 301, "")], from: .scripted("anthropic"))
        #expect(outcome.error?.message == "The provider anthropic answered with status 301")
    }

    @Test func shortKeys() {
        #expect(shown("the key abcd here", key: "abcd") == "the key *** here")
        // So short a key is no secret, and part of every word.
        #expect(shown("an error", key: "a") == "an error")
    }

    @Test func keysAreTakenOutOfCausesToo() {
        let fault = ProviderFault(UpstreamError(.unreachable, "no route to \(Provider.testKey).example"))
        let error = ProviderError(fault, from: .scripted("openai"))
        #expect(error.message == "The provider openai cannot be reached: no route to ***.example")
        #expect(error.providerStatus == "unreachable")
        #expect(error.isRetriable)
    }

    @Test func messagesAreOneShortLine() {
        #expect(shown(" a\r\n\tb\u{7}c\u{2028}d\u{202E}e\u{FEFF}f  ") == "a b c def")
        #expect(shown(String(repeating: "é", count: 1_000)) == String(repeating: "é", count: 1_000))
        // Two thousand bytes at the most, three of which are the mark; a letter is never cut in two.
        #expect(shown(String(repeating: "é", count: 1_001)) == String(repeating: "é", count: 998) + "…")
        let long = String(repeating: "x", count: 1_990) + Provider.testKey
        #expect(shown(long).hasSuffix("x***"))
        #expect(shown("") == "")
    }

    @Test(arguments: [
        (#"{"error":{"message":"m","type":"t","param":"p","code":"c"}}"#, "m"), (#"{"error":"m"}"#, "m"),
        (#"[{"error":{"code":400,"message":"m"}}]"#, "m"), (#"{"detail":"m"}"#, "m"),
        (#"{"detail":[{"loc":["body","a"],"msg":"m","input":"secret"}]}"#, "m"), (#"{"message":"m"}"#, "m"),
        (#"{"error":{"message":"{\"error\":{\"message\":\"m\"}}"}}"#, "m"), (#"{"error":{"message":"[1]"}}"#, "[1]"),
        (#"{"error":{"message":"m"},"message":"n"}"#, "m"),
        (#"{"error":{"message":null,"type":"overloaded"}}"#, "overloaded"),
        (#"{"error":{"error":{"message":"m"}}}"#, "m"), (#"{"message":{"detail":[{"msg":"m"}]}}"#, "m"),
        (#"{"errors":[{"message":"m"}]}"#, "m"), (#""m""#, "m"), ("\u{FEFF}{\"error\":\"m\"}", "m"),
        (
            "<html><script>if (a < b) x()</script><style>p {}</style><body><!-- <b> --><h1>m</h1>\n<p>n</p>",
            "m n"
        ),
        ("plain  m", "plain m"), ("", ""), ("{\"error\":{\"mess", "{\"error\":{\"mess"),
        ("a < b > c <br> d", "a < b > c d"),
        // What a provider behind a relay has said.
        (
            #"{"error":{"message":"u","code":400,"metadata":{"raw":"{\"error\":{\"message\":\"m\"}}"}}}"#,
            "u: m"
        ),
        (#"{"error":{"message":"u","metadata":{"raw":{"message":"m"}}}}"#, "u: m"),
        (#"{"error":{"message":"u","metadata":{"raw":"data: {\"error\":{\"message\":\"m\"}}\n\n"}}}"#, "u: m"),
        (#"{"error":{"message":"u","metadata":{"raw":"m"}}}"#, "u: m"),
        (#"{"error":{"message":"u","metadata":{"provider_name":"p"}}}"#, "u"),
        (#"{"error":{"message":"u: m","innererror":{"message":"m"}}}"#, "u: m"),
        (#"{"error":{"message":"SomeError: x - {\"error\":{\"message\":\"m\"}} (1)"}}"#, "SomeError: x - m (1)"),
        (#"failed: {"message":"m"}"#, "failed: m"), ("failed: {x} {y}", "failed: {x} {y}"),
        ("event:error\ndata:{\"error\":{\"message\":\"m\"}}\n\n", "m"),
        ("event: error\r\ndata: {\"message\":\"m\"}\r\n", "m"), ("data: m\n\n", "m"),
    ])
    func messageIsFound(_ body: String, _ expected: String) {
        #expect(shown(ProviderReport(body: Array(body.utf8)).message.string) == expected)
    }

    /// The error that lies furthest inside is nearest to the cause.
    @Test func fieldsOfErrorsInsideOfErrors() {
        let body =
            #"{"error":{"message":"u","code":502,"type":"relay_error","metadata":{"raw":"data: {\"error\":"#
            + #"{\"message\":\"m\",\"code\":\"unsupported_value\",\"param\":\"temperature\"}}"}}}"#
        let report = ProviderReport(body: Array(body.utf8))
        #expect(report.code == "unsupported_value")
        #expect(report.parameter == "temperature")
        #expect(report.type == "relay_error")
        #expect(report.status == 502)
    }

    @Test func depthIsBounded() {
        var text = #"{"error":{"message":"deep"}}"#
        for _ in 1...40 { text = #"{"error":\#(text)}"# }
        #expect(ProviderReport(body: Array(text.utf8)).message.count > 0)
        var quoted = "m"
        for _ in 1...12 {
            var writer = JSONWriter()
            writer.string(quoted)
            quoted = #"{"error":\#(String(decoding: writer.take(), as: UTF8.self))}"#
            if quoted.utf8.count > 100_000 { break }
        }
        #expect(!ProviderReport(body: Array(quoted.utf8)).message.isEmpty)
    }

    @Test func fieldsOfReports() {
        let report = ProviderReport(
            body: Array(#"{"error":{"message":"m","code":"400","type":null,"param":"p","status_code":422}}"#.utf8)
        )
        #expect(report == ProviderReport(message: "m", code: "400", parameter: "p", status: 422))
        let place = ProviderReport(body: Array(#"{"detail":[{"loc":["body","a",0],"msg":"m","type":"x"}]}"#.utf8))
        #expect(place == ProviderReport(message: "m", type: "x", parameter: "body.a.0"))
    }

    @Test(arguments: [
        (408, true), (409, false), (425, true), (429, true), (498, true), (500, true), (501, false), (502, true),
        (503, true), (504, true), (520, true), (524, true), (525, false), (529, true), (400, false), (401, false),
        (402, false), (403, false), (404, false), (413, false), (422, false), (424, false), (499, false), (302, false),
    ])
    func retriableStatuses(_ status: Int, _ expected: Bool) {
        #expect(error("m", status: status).isRetriable == expected)
        #expect(error("m", status: status).providerStatus == "\(status)")
    }

    @Test(arguments: [
        (UpstreamError.Phase.connect, true), (.firstByte, true), (.idle, false), (.total, false),
    ])
    func timeouts(_ phase: UpstreamError.Phase, _ isRetriable: Bool) async {
        let response = ScriptedResponse(status: 0, error: UpstreamError(.timeout(phase), "no answer within 1 s"))
        for outcome in [await Run.stream([response]), await Run.complete([response])] {
            #expect(outcome.error?.kind == .timeout)
            #expect(outcome.error?.providerStatus == "timeout")
            #expect(outcome.error?.isRetriable == isRetriable)
            #expect(outcome.error?.message == "The provider local took too long: no answer within 1 s")
            #expect(outcome.error?.underlying is UpstreamError)
        }
    }

    @Test func cancellation() async {
        let response = ScriptedResponse(status: 0, error: UpstreamError(.cancelled, "gone"))
        for outcome in [await Run.stream([response]), await Run.complete([response])] {
            #expect(outcome.error?.kind == .cancelled)
            #expect(outcome.error?.providerStatus == nil)
            #expect(outcome.error?.isRetriable == false)
        }
    }

    @Test func unavailableProvidersAreNotCalled() async throws {
        let upstream = ScriptedUpstream([])
        let registry = try ProviderRegistry(ProviderConfiguration())
        for name in ["openai", "google"] {
            let provider = try #require(registry[ByteString(name)])
            await #expect(throws: ProviderError.self) {
                try await ProviderClient(upstream: upstream).complete(.brief(), with: provider, on: InlineEventLoop())
            }
        }
        #expect(upstream.requests.isEmpty)
    }
}
