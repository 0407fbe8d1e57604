// SPDX-License-Identifier: Apache-2.0

import Chat
import Dialects
import HTTPTypes
import JSONCoding
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts

/// Every case of `Fixtures`: the request that is sent, and what becomes of the response.
@Suite struct FixtureTests {
    /// The names of all cases: `chat-completions/plain`.
    static let names = ((try? TestFiles.names(in: TestFiles.fixtures)) ?? []).flatMap { dialect in
        ((try? TestFiles.names(in: TestFiles.fixtures + "/" + dialect)) ?? [])
            .filter { $0.hasSuffix(".expected.json") }
            .map { dialect + "/" + $0.dropLast(".expected.json".count) }
    }

    @Test func fixturesAreFound() {
        #expect(Self.names.count > 100)
    }

    @Test(arguments: names)
    func request(_ name: String) async throws {
        let fixture = try Fixture(name)
        let upstream = ScriptedUpstream([])
        _ = try? await ProviderClient(upstream: upstream).run(fixture)
        let request = try #require(upstream.requests.first)
        #expect(try JSONValue(parsing: request.body[...]) == fixture.request)
        let key = fixture.provider.keyHeader.field(for: Secret(Provider.testKey))
        #expect(request.headerFields[key.name] == key.value)
        if let url = fixture.expected["url"]?.stringValue { #expect(request.url == url) }
    }

    @Test(arguments: names)
    func responseInOnePiece(_ name: String) async throws {
        let fixture = try Fixture(name)
        await fixture.run(fixture.response).check(against: fixture.expected, "\(name)")
    }

    @Test(arguments: names)
    func responseByteByByte(_ name: String) async throws {
        let fixture = try Fixture(name)
        await fixture.run(fixture.response.byteByByte).check(against: fixture.expected, "\(name)")
    }

    @Test(arguments: names)
    func responseCutAtEveryOffset(_ name: String) async throws {
        let fixture = try Fixture(name)
        let size = fixture.response.pieces.reduce(0) { $0 + $1.count }
        let whole = await fixture.run(fixture.response)
        for offset in stride(from: 1, to: size, by: Cutting.stride(size)) {
            let cut = await fixture.run(fixture.response.cut(at: offset))
            #expect(cut == whole, "\(name) cut at \(offset)")
        }
    }

    @Test(arguments: names)
    func streamCutAtEveryOffset(_ name: String) async throws {
        let fixture = try Fixture(name)
        guard fixture.isStream, fixture.response.status == 200 else { return }
        let body = fixture.response.pieces.flatMap(\.self)
        // One event of 38 KB is cut 38,000 times, which shows no more than the small ones do.
        guard body.count <= 8_192 else { return }
        #expect(await StreamCuts(body, fixture.provider.dialect).harmful() == [])
    }
}

extension ProviderClient {
    fileprivate func run(_ fixture: Fixture) async throws {
        let loop = InlineEventLoop()
        if fixture.isStream {
            _ = try await stream(fixture.chat, with: fixture.provider, on: loop, into: CollectingSink(eventLoop: loop))
        } else {
            _ = try await complete(fixture.chat, with: fixture.provider, on: loop)
        }
    }
}
