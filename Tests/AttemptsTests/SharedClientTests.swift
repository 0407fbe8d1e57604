// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts

/// A client that is made of another one when the settings have changed.
struct SharedClientTests {
    private static let answer = ScriptedResponse.events([
        #"{"choices":[{"index":0,"delta":{"content":"Hi"}}]}"#,
        #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#,
    ])
    private static let rejection = ScriptedResponse(
        status: 400,
        #"{"error":{"message":"Unsupported parameter: 'temperature'","param":"temperature","code":"unsupported_parameter"}}"#
    )

    private static func provider(_ settings: ProviderSettings) throws -> Provider {
        try #require(try ProviderRegistry(ProviderConfiguration(settings: ["local": settings]))["local"])
    }

    @Test func itsLimitsGoWithEachRequest() async throws {
        let upstream = ScriptedUpstream([Self.answer, Self.answer])
        let first = ProviderClient(upstream: upstream, timeouts: UpstreamTimeouts(connect: .seconds(1)))
        let second = ProviderClient(
            sharing: first,
            limits: ProviderLimits(),
            timeouts: UpstreamTimeouts(connect: .seconds(2), idle: .seconds(3))
        )
        _ = await Run.stream(first, .scripted("local"))
        _ = await Run.stream(second, .scripted("local"))
        #expect(
            upstream.requests.map(\.timeouts) == [
                UpstreamTimeouts(connect: .seconds(1)), UpstreamTimeouts(connect: .seconds(2), idle: .seconds(3)),
            ]
        )
    }

    @Test func whatWasLearntGoesOnWhereTheProviderIsTheSame() async throws {
        let upstream = ScriptedUpstream([Self.rejection, Self.answer, Self.answer, Self.answer])
        let first = ProviderClient(upstream: upstream)
        let (before, after) = (ProviderSettings(key: Secret("old-key")), ProviderSettings(key: Secret("new-key")))
        _ = await Run.stream(first, try Self.provider(before))
        let second = ProviderClient(sharing: first, limits: ProviderLimits(), timeouts: nil)
        _ = await Run.stream(second, try Self.provider(after))
        let moved = ProviderSettings(baseURL: "http://elsewhere:1")
        _ = await Run.stream(second, try Self.provider(moved))
        // Rejected, adapted, known from then on; elsewhere nothing is known.
        #expect(upstream.bodies.map { $0.contains("temperature") } == [true, false, false, true])
    }

    @Test func aListOfModelsBelongsToAPlace() async throws {
        let upstream = ScriptedUpstream([
            ScriptedResponse(#"{"data":[{"id":"a"}]}"#), ScriptedResponse(#"{"data":[{"id":"b"}]}"#),
        ])
        let catalog = ModelCatalog(upstream: upstream)
        let timeouts = UpstreamTimeouts(total: .seconds(7))
        func models(_ settings: ProviderSettings) async throws -> [ByteString]? {
            await catalog.models(of: try Self.provider(settings), on: InlineEventLoop(), timeouts: timeouts)
        }
        #expect(try await models(ProviderSettings()) == ["a"])
        #expect(try await models(ProviderSettings(key: Secret("k"))) == ["a"])
        #expect(try await models(ProviderSettings(baseURL: "http://elsewhere:1")) == ["b"])
        #expect(upstream.requests.map(\.timeouts) == [timeouts, timeouts])
    }

    @Test func aListThatIsSetIsNotAskedFor() async throws {
        let upstream = ScriptedUpstream([])
        var settings = ProviderSettings()
        settings.models = ["x", "y"]
        let models = await ModelCatalog(upstream: upstream).models(
            of: try Self.provider(settings),
            on: InlineEventLoop()
        )
        #expect(models == ["x", "y"])
        #expect(upstream.requests.isEmpty)
    }

    /// A provider's words show none of its keys, wherever they were sent.
    @Test func theSecretsOfHeadersAndOfTheQueryAreTakenOut() async throws {
        var settings = ProviderSettings(key: Secret("alpha-1111-aaaa"))
        settings.headers = [try #require(ProviderHeader(name: "X-Token", value: "beta-2222-bbbb"))]
        settings.query.add("signature", "gamma-3333-cccc")
        let message = "wrong: alpha-1111-aaaa beta-2222-bbbb gamma-3333-cccc"
        let response = ScriptedResponse(status: 400, #"{"error":{"message":"\#(message)"}}"#)
        let outcome = await Run.stream([response], from: try Self.provider(settings))
        let error = try #require(outcome.error)
        #expect(error.message.hasSuffix("wrong: *** *** ***"), "\(error.message)")
    }
}
