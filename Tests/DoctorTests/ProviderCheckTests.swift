// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import HTTPTypes
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Doctor

struct ProviderCheckTests {
    private static let key = "sk-s3cret"
    private static let names = ProviderSettingNames(baseURL: "OPENAI_BASE_URL", key: "OPENAI_API_KEY")

    private func finding(
        _ name: String = "openai",
        settings: ProviderSettings = ProviderSettings(key: Secret(key), names: names),
        isWanted: Bool = true,
        _ answer: @escaping @Sendable (UpstreamRequest) -> ScriptedWeb.Answer
    ) async throws -> Finding? {
        let registry = try ProviderRegistry(ProviderConfiguration(settings: [name: settings]))
        let check = ProviderCheck(
            provider: try #require(registry[ByteString(name)]),
            upstream: ScriptedWeb(answer: answer),
            eventLoop: ScriptedWeb.eventLoop,
            isWanted: isWanted
        )
        return await check.finding()
    }

    @Test(arguments: [
        (200, Verdict.ok), (401, .failed), (403, .failed), (404, .unknown), (429, .warning), (500, .unknown),
    ])
    func theStatusTells(_ status: Int, _ verdict: Verdict) async throws {
        let finding = try #require(try await finding { _ in .response(status, body: "{}") })
        #expect(finding.check == "provider openai")
        #expect(finding.verdict == verdict)
        #expect((verdict == .failed) == finding.advice.contains { $0.hasPrefix("a new key in OPENAI_API_KEY") })
        #expect(!"\(finding)".contains(Self.key))
    }

    static let places = [
        ["openai", "https://api.openai.com/v1/models", "authorization"],
        ["groq", "https://api.groq.com/openai/v1/models", "authorization"],
        ["google", "https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000", "x-goog-api-key"],
        ["anthropic", "https://api.anthropic.com/v1/models?limit=1000", "x-api-key"],
    ]

    @Test(arguments: places)
    func eachProviderIsAskedInItsOwnWay(_ place: [String]) async throws {
        let finding = try await finding(place[0]) { request in
            let isRight =
                request.url == place[1] && request.method == .get && request.body.isEmpty
                && request.headerFields.contains { $0.name.canonicalName == place[2] && $0.value.hasSuffix(Self.key) }
            return .response(isRight ? 200 : 500, body: "{}")
        }
        #expect(finding?.verdict == .ok)
    }

    @Test func googlesWordForARefusedKeyIsKnown() async throws {
        let body = #"{"error":{"code":400,"details":[{"reason":"API_KEY_INVALID"}]}}"#
        #expect(try await finding("google") { _ in .response(400, body: body) }?.verdict == .failed)
        #expect(try await finding("google") { _ in .response(400, body: "{}") }?.verdict == .unknown)
    }

    @Test func aProviderWithoutItsKeyIsNotAsked() async throws {
        #expect(try await finding(settings: ProviderSettings()) { _ in .response(200, body: "") } == nil)
    }

    @Test func anUnreachableProviderIsAFailureOnlyWithAKey() async throws {
        let failure = ScriptedWeb.Answer.failure(UpstreamError(.unreachable, "connection refused"))
        let finding = try await finding { _ in failure }
        #expect(finding?.verdict == .failed)
        #expect(finding?.advice.first?.hasPrefix("is OPENAI_BASE_URL right, ") == true)
        let local = ProviderSettings(baseURL: "http://localhost:1234")
        #expect(try await self.finding("local", settings: local) { _ in failure }?.verdict == .warning)
        #expect(try await self.finding("local", settings: ProviderSettings(), isWanted: false) { _ in failure } == nil)
    }
}
