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

    @Test func whoeverAsksMeanwhileWaitsForTheSameAnswer() async {
        let upstream = ScriptedUpstream([Self.list, Self.broken])
        let catalog = ModelCatalog(upstream: upstream)
        let lists = await withTaskGroup(of: [ByteString]?.self) { group in
            for _ in 0..<50 { group.addTask { await catalog.models(of: .scripted("openai"), on: InlineEventLoop()) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(lists == Array(repeating: ["a"], count: 50))
        #expect(upstream.requests.count == 1)
    }

    /// A caller that leaves says nothing of the provider.
    @Test func aCallerThatLeavesTeachesNothing() async {
        let upstream = ScriptedUpstream([Self.list])
        let catalog = ModelCatalog(upstream: upstream)
        let caller = Task { await catalog.models(of: .scripted("openai"), on: InlineEventLoop()) }
        caller.cancel()
        _ = await caller.value
        #expect(await catalog.models(of: .scripted("openai"), on: InlineEventLoop()) == ["a"])
    }

    @Test func aProviderWithoutAListIsLeftAlone() async {
        let upstream = ScriptedUpstream([Self.broken, Self.list])
        let catalog = ModelCatalog(upstream: upstream)
        for _ in 0..<3 { #expect(await catalog.models(of: .scripted("openai"), on: InlineEventLoop()) == nil) }
        #expect(upstream.requests.count == 1)
    }
}
