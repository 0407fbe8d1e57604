// SPDX-License-Identifier: Apache-2.0

import Attempts
import ByteStrings
import Providers
import Testing
import Upstream
import UpstreamTesting

/// How long a provider's list of models is taken for true.
@Suite struct ModelCatalogTests {
    private static let list = ScriptedResponse(#"{"data":[{"id":"a"}]}"#)
    private static let broken = ScriptedResponse(status: 500, "{}")

    @Test func whatWasKnownGoesOnWhereNoListCanBeHad() async {
        let upstream = ScriptedUpstream([Self.list, Self.broken])
        let catalog = ModelCatalog(upstream: upstream, lifetime: .zero, pause: .seconds(600))
        for _ in 0..<4 {
            #expect(await catalog.models(of: .scripted("openai"), on: InlineEventLoop()) == ["a"])
        }
        #expect(upstream.requests.count == 2)
    }

    @Test func aProviderWithoutAListIsLeftAlone() async {
        let upstream = ScriptedUpstream([Self.broken, Self.list])
        let catalog = ModelCatalog(upstream: upstream)
        for _ in 0..<3 { #expect(await catalog.models(of: .scripted("openai"), on: InlineEventLoop()) == nil) }
        #expect(upstream.requests.count == 1)
    }
}
