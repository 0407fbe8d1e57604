// SPDX-License-Identifier: Apache-2.0

import Configuration
import HTTPTypes
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Doctor

struct SiteCheckTests {
    private static let apiError = #"{"status":"error","error":"a sentence","content":null,"usage":null}"#

    private func site(_ answer: @escaping @Sendable (UpstreamRequest) -> ScriptedWeb.Answer) throws -> SiteClient {
        SiteClient(
            try SiteAddress("http://localhost/ai"),
            key: "the-key",
            upstream: ScriptedWeb(answer: answer),
            eventLoop: ScriptedWeb.eventLoop
        )
    }

    /// What the doctor says of a first request that was answered like that.
    private func reachability(
        _ answer: ScriptedWeb.Answer,
        address: String = "http://localhost/ai",
        server: RecognizedServer = .nginx,
        isOtherPathAnswered: Bool = false
    ) async throws -> Finding {
        let check = ReachabilityCheck(
            address: try SiteAddress(address),
            configuration: Configuration(),
            response: try await site { _ in answer }.get("/healthz/stream"),
            server: server,
            isOtherPathAnswered: isOtherPathAnswered
        )
        return check.finding(nil)
    }

    @Test func bothHeadersCarryTheKey() async throws {
        let site = try site { request in
            let fields = request.headerFields.map { "\($0.name.rawName.lowercased()): \($0.value)" }
            let isRight =
                request.url == "http://localhost/ai/x?y" && fields.contains("x-api-key: the-key")
                && fields.contains("authorization: Bearer the-key")
            return .response(isRight ? 200 : 500, body: "")
        }
        #expect(await site.get("/x?y").status == 200)
        #expect(await site.get("/x?y", key: "other").status == 500)
    }

    static let statuses: [(Int, String, String)] = [
        (502, "<html>", "fastcgi_pass unix:/run/llm-gateway/llm-gateway.sock;"),
        (503, apiError, "GATEWAY_SOCKET_GROUP"),
        (504, "<html>", "is the gateway running"), (401, apiError, "SECRET_TOKEN"), (401, "<html>", "auth_basic"),
        (403, "<html>", "deny"), (404, apiError, "GATEWAY_PATH_PREFIX"), (404, "<html>", "location / {"),
        (500, "<html>", "error log"), (200, "hello", "something else"),
    ]

    @Test(arguments: statuses)
    func everyStatusHasItsAdvice(_ status: Int, _ body: String, _ advice: String) async throws {
        let finding = try await reachability(.response(status, body: body, fields: [("Server", "nginx")]))
        #expect(finding.verdict == .failed)
        #expect(finding.seen.contains("HTTP \(status) from nginx"))
        #expect(finding.advice.contains { $0.contains(advice) }, "\(finding.advice)")
    }

    @Test func aSiteThatLeadsOnlySomePathsToTheGatewayIsToldApart() async throws {
        let finding = try await reachability(.response(404, body: "<html>"), isOtherPathAnswered: true)
        #expect(finding.advice.contains { $0.contains("other paths do lead to the gateway") })
        #expect(finding.advice.contains { $0.contains("location /healthz {") })
    }

    @Test func aRedirectSaysWhereTo() async throws {
        let answer = ScriptedWeb.Answer.response(301, body: "", fields: [("Location", "https://example.org/\u{1B}[2J")])
        let finding = try await reachability(answer)
        #expect(finding.advice.contains { $0.contains("https://example.org/") })
        #expect(!finding.advice.contains { $0.contains("\u{1B}") })
    }

    @Test(arguments: [UpstreamError.Code.unreachable, .timeout(.connect), .timeout(.firstByte)])
    func aServerThatDoesNotAnswerIsToldOf(_ code: UpstreamError.Code) async throws {
        let finding = try await reachability(.failure(UpstreamError(code, "why")))
        #expect(finding.seen == "why")
        #expect(finding.advice.contains { $0.contains("is the web server running") })
    }

    @Test func theKeysWayIsJudged() throws {
        let address = try SiteAddress("http://localhost")
        for (chunk, verdict) in [
            (Facts.chunk(), Verdict.ok), (Facts.chunk(authorization: false), .failed),
            (Facts.chunk(apiKey: false), .failed),
        ] {
            let facts = try #require(GatewayFacts(chunk))
            let findings = HeaderCheck(address: address, facts: facts, server: .nginx).findings()
            #expect(findings[0].verdict == verdict)
            #expect(findings[1].verdict == .ok)
        }
    }

    @Test func whatTheLogWouldMissIsAWarning() throws {
        let facts = try #require(GatewayFacts(Facts.chunk(requestID: false)))
        let http = try SiteAddress("http://localhost")
        #expect(HeaderCheck(address: http, facts: facts, server: .nginx).findings()[1].verdict == .warning)
        #expect(HeaderCheck(address: http, facts: facts, server: .lighttpd).findings()[1].verdict == .ok)
        let https = HeaderCheck(address: try SiteAddress("https://localhost"), facts: facts, server: .lighttpd)
        #expect(https.findings()[1].seen == "missing: HTTPS")
    }

    @Test(arguments: [(401, Verdict.ok), (200, .failed), (502, .unknown)])
    func aWrongKeyHasToBeRefused(_ status: Int, _ verdict: Verdict) async throws {
        let site = try site { _ in .response(status, body: "") }
        #expect(await AccessCheck(site: site, hasKey: true).finding().verdict == verdict)
        #expect(await AccessCheck(site: site, hasKey: false).finding().verdict == .warning)
    }

    /// `/v1` leads to the gateway, escaped slashes or not; a warning where a part of that is missing.
    @Test func openAIsClientsHaveToReachTheGateway() async throws {
        let unknown =
            #"{"error":{"message":"No.","type":"invalid_request_error","param":"model","code":"model_not_found"}}"#
        func finding(_ answer: @escaping @Sendable (String) -> ScriptedWeb.Answer) async throws -> Finding {
            let site = try site { answer($0.url) }
            return await OpenAICheck(site: site, server: .apacheProxy).finding()
        }
        #expect(try await finding { _ in .response(404, body: unknown) }.verdict == .ok)
        let refused = try await finding {
            $0.hasSuffix("%2Fnone") ? .response(404, body: "<html>") : .response(404, body: unknown)
        }
        #expect(refused.verdict == .warning)
        #expect(refused.advice == ["AllowEncodedSlashes NoDecode"])
        for body in ["<html>", Self.apiError, "{}"] {
            let absent = try await finding { _ in .response(404, body: body) }
            #expect(absent.verdict == .warning)
            #expect(absent.advice.contains { $0.contains("ProxyPass \"/v1/\"") }, "\(absent.advice)")
        }
        let failed = try await finding { _ in .response(502, body: "<html>") }
        #expect(failed.verdict == .warning)
        #expect(failed.seen.contains("HTTP 502"))
        #expect(failed.advice.isEmpty)
    }

    @Test func anOutcomeThatNobodyTellsIsNoFailure() async throws {
        let other = try site { _ in
            .response(200, body: #"{"status":"success","state":"unknown","chunks":0,"milliseconds":0,"process":7}"#)
        }
        let unknown = await OutcomePoll(site: other, server: .nginx).unknown("disconnect")
        #expect(unknown.verdict == .unknown)
        #expect(unknown.seen.contains("processes"))
        let absent = try site { _ in .response(404, body: "<html>") }
        let missing = await OutcomePoll(site: absent, server: .nginx).unknown("disconnect")
        #expect(missing.seen.contains("/healthz/stream/outcome: HTTP 404"))
        #expect(missing.advice.contains { $0.contains("location /healthz ") })
        #expect(await OutcomePoll(site: absent, server: .nginx).outcome(of: "x", within: .zero) == nil)
    }

    @Test func theWebServersLimitOfBodiesIsFound() async throws {
        let site = try site { request in
            request.body.count > 1 << 20 ? .response(413, body: "<html>") : .response(400, body: Self.apiError)
        }
        let finding = await BodyCheck(site: site, server: .nginx, limit: 16 << 20).finding()
        #expect(finding.verdict == .failed)
        #expect(finding.seen.contains("1048576 bytes passed"))
        #expect(finding.advice.first == "client_max_body_size 17m;")
    }

    @Test(arguments: [1_000, 1 << 20, 16 << 20, 1 << 30])
    func bodiesOfTheGatewaysLimitPass(_ limit: Int) async throws {
        let site = try site { request in
            request.body.count > limit ? .response(413, body: Self.apiError) : .response(400, body: Self.apiError)
        }
        let finding = await BodyCheck(site: site, server: .nginx, limit: limit).finding()
        #expect(finding.verdict == .ok)
        #expect(finding.seen.hasPrefix("\(min(limit, 64 << 20)) bytes pass"))
    }

    @Test func aBodyInChunksHasNoLength() async throws {
        let site = try site { request in
            let text = String(decoding: request.body, as: UTF8.self)
            let isWhole =
                request.headerFields[.transferEncoding] == "chunked" && text.hasPrefix("2000\r\n ")
                && text.hasSuffix(" \r\n0\r\n\r\n") && text.utf8.count { $0 == 0x20 } == 300_000
            return .response(isWhole ? 400 : 500, body: Self.apiError)
        }
        let finding = await ChunkedBodyCheck(site: site, server: .caddy, limit: 1 << 20).finding()
        #expect(finding.verdict == .ok, "\(finding)")
        #expect(finding.seen == "300000 bytes in chunks pass")
    }

    @Test func aServerThatTakesNoChunksIsAWarning() async throws {
        let site = try site { _ in .response(400, body: "<html>") }
        let finding = await ChunkedBodyCheck(site: site, server: .haproxy, limit: 1 << 20).finding()
        #expect(finding.verdict == .warning)
        #expect(finding.advice.contains { $0.contains("tune.bufsize") })
    }

    @Test(arguments: [
        (Facts.chunk(), [], false), (Facts.chunk(serverProtocol: "HTTP/1.0"), [], true),
        (Facts.chunk(forwardedFor: true), [], true), (Facts.chunk(), [("Via", "1.1 varnish")], true),
    ])
    func whoMayHoldChunksBackDependsOnWhoIsThere(
        _ chunk: [UInt8],
        _ fields: [(String, String)],
        _ isProxied: Bool
    ) async throws {
        let events = (0..<10).map { "data: {\"chunk\":\($0),\"milliseconds\":\($0 * 100)}\n\n" }.joined()
        let type = [("Content-Type", "text/event-stream")]
        let site = try site { _ in .response(200, body: events, fields: type + fields) }
        let facts = try #require(GatewayFacts(chunk))
        let response = await site.get("/healthz/stream")
        let finding = PaceCheck(response: response, server: .nginx, facts: facts).finding()
        #expect(finding.verdict == .failed)
        #expect(
            finding.advice.contains { $0.contains("a proxy stands before nginx") } == isProxied,
            "\(finding.advice)"
        )
        #expect(finding.advice.contains { $0.contains("fastcgi_ignore_headers") } == !isProxied)
    }

    @Test func aCallerOnAnotherMachineNeedsTLS() async throws {
        let response = try await site { _ in .response(200, body: "") }.get("/")
        for (text, verdict) in [
            ("http://localhost", Verdict.ok), ("https://localhost", .ok), ("http://example.org", .warning),
        ] {
            #expect(TLSCheck(address: try SiteAddress(text), response: response).finding().verdict == verdict)
        }
    }

    @Test func anotherConfigurationIsAWarning() throws {
        let facts = try #require(GatewayFacts(Facts.chunk()))
        var configuration = Configuration()
        #expect(
            ConfigurationCheck(configuration: configuration, facts: facts).finding().seen.contains("version is 1.2.3")
        )
        configuration.keepAliveInterval = .seconds(7)
        let seen = ConfigurationCheck(configuration: configuration, facts: facts).finding().seen
        #expect(seen.contains("GATEWAY_KEEPALIVE_INTERVAL is 15.0, here 7.0"))
        #expect(!seen.contains("GATEWAY_MAX_BODY"))
    }
}
