// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import Upstream

/// Calls to where a caller has named: which addresses are connected to, and what is left of it afterwards.
@Suite(.timeLimit(.minutes(2)))
struct PublicWebTests {
    private static let answer: [ScriptedServer.Step] = [.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]
    private static let refusal = "an address of the host is not public"

    private static func address(_ text: String) throws -> SocketAddress { try SocketAddress(ipAddress: text, port: 0) }

    /// Admits what stands for a public server in these tests.
    @Sendable private static func isServer(_ address: SocketAddress) -> Bool { address.ipAddress == "127.0.0.1" }

    private func fetch(
        _ host: String,
        _ port: Int,
        _ fixture: UpstreamFixture,
        limit: Duration? = nil,
        _ receiver: RecordingReceiver = RecordingReceiver()
    ) async throws -> UpstreamError? {
        let origin = Origin(isSecure: false, host: host, port: port)
        var request = UpstreamRequest(method: .get, to: origin, target: "/", headerFields: [:], body: [])
        request.isPublicOnly = true
        request.limit = limit
        do {
            try await fixture.client.execute(request, on: fixture.eventLoop, receiver: receiver)
            return nil
        } catch let error as UpstreamError {
            return error
        }
    }

    @Test(arguments: ["127.0.0.1", "::1", "::ffff:127.0.0.1", "localhost", "private.example", "mixed.example"])
    func whatIsNotPublicIsNotConnectedTo(_ host: String) async throws {
        let server = try await ScriptedServer.start(Self.answer)
        let port = server.port
        let names = NameResolver { name in
            try (name == "mixed.example" ? ["8.8.8.8", "127.0.0.1"] : ["127.0.0.1"]).map { try Self.address($0) }
        }
        let error = try await UpstreamFixture.with(web: PublicWeb(names: names)) { try await fetch(host, port, $0) }
        #expect(error?.code == .unreachable)
        #expect(error?.message == Self.refusal)
        #expect(server.accepted == 0)
        try await server.stop()
    }

    /// A name that is public when it is checked and private a moment later: the one look-up counts.
    @Test func aNameIsLookedUpOnceAndTheCheckedAddressesAreConnectedTo() async throws {
        let server = try await ScriptedServer.start(Self.answer)
        let port = server.port
        let (asked, checked) = (NIOLockedValueBox(0), NIOLockedValueBox<[String?]>([]))
        let names = NameResolver { _ in
            let count = asked.withLockedValue { count in
                count += 1
                return count
            }
            return [try Self.address(count == 1 ? "127.0.0.1" : "127.0.0.2")]
        }
        let web = PublicWeb(names: names) { address in
            checked.withLockedValue { $0.append(address.ipAddress) }
            return Self.isServer(address)
        }
        let others = BlockingNames()
        try await UpstreamFixture.with(names: NameResolver(others.addresses), web: web) { fixture in
            let receiver = RecordingReceiver()
            let error = try await fetch("rebinding.example", port, fixture, receiver)
            #expect(error == nil)
            #expect(receiver.text == "ok")
        }
        #expect(asked.withLockedValue { $0 } == 1)
        #expect(checked.withLockedValue { $0 } == ["127.0.0.1"])
        // The providers' names are another matter.
        #expect(others.count("rebinding.example") == 0)
        try await server.stop()
    }

    @Test func ofSeveralAddressesOneThatAnswersIsFound() async throws {
        let server = try await ScriptedServer.start(Self.answer)
        let port = server.port
        let names = NameResolver { _ in [try Self.address("127.0.0.3"), try Self.address("127.0.0.1")] }
        let web = PublicWeb(names: names) { _ in true }
        try await UpstreamFixture.with(web: web) { fixture in
            let error = try await fetch("several.example", port, fixture)
            #expect(error == nil)
        }
        #expect(server.requests.first?.contains("Host: several.example:\(port)\r\n") == true)
        try await server.stop()
    }

    @Test func nothingOfAConnectionIsKept() async throws {
        let server = try await ScriptedServer.start(Self.answer)
        let port = server.port
        try await UpstreamFixture.with(web: PublicWeb(admits: Self.isServer)) { fixture in
            for count in 1...2 {
                #expect(try await fetch("127.0.0.1", port, fixture) == nil)
                #expect(try await eventually { server.closed == count && fixture.client.openConnections == 0 })
            }
            // Nor does one of a provider's take its place.
            try await fixture.call("http://127.0.0.1:\(port)/", RecordingReceiver())
            #expect(try await fetch("127.0.0.1", port, fixture) == nil)
            #expect(server.accepted == 4)
        }
        try await server.stop()
    }

    @Test func noProxyIsGoneThrough() async throws {
        let server = try await ScriptedServer.start(Self.answer)
        let port = server.port
        let proxies = try ProxySettings(environment: [
            "HTTP_PROXY": "http://127.0.0.1:\(port)", "NO_PROXY": "direct.example",
        ])
        let web = PublicWeb(names: NameResolver { _ in [try Self.address("127.0.0.1")] }, admits: Self.isServer)
        try await UpstreamFixture.with(proxies: proxies, web: web) { fixture in
            let error = try await fetch("proxied.example", port, fixture)
            #expect(error?.underlying is ProxyInTheWay)
            #expect(server.accepted == 0)
            #expect(try await fetch("direct.example", port, fixture) == nil)
        }
        #expect(server.requests.first?.hasPrefix("GET / HTTP/1.1\r\n") == true)
        try await server.stop()
    }

    @Test func theLimitOfTheRequestCounts() async throws {
        let server = try await ScriptedServer.start([
            .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\no"), .pause(.hours(1)),
        ])
        let port = server.port
        let error = try await UpstreamFixture.with(web: PublicWeb(admits: Self.isServer)) {
            try await fetch("127.0.0.1", port, $0, limit: .milliseconds(100))
        }
        #expect(error?.code == .timeout(.total))
        #expect(try await eventually { server.closed == 1 })
        try await server.stop()
    }

    @Test func callersNamesTakeFewThreads() async throws {
        let names = BlockingNames()
        defer { names.answer() }
        let resolver = NameResolver(limit: PublicWeb.lookUpLimit, names.addresses)
        let others = NameResolver(names.addresses)
        try await UpstreamFixture.with(names: others, web: PublicWeb(names: resolver)) { fixture in
            let lookUps = (0..<PublicWeb.lookUpLimit).map { resolver.lookUp("mute\($0)", on: fixture.eventLoop) }
            let error = try await fetch("mute.example", 80, fixture)
            #expect(error?.code == .ownLimit)
            // A provider's name is looked up all the same; nobody listens there.
            #expect(try await fixture.failure("http://good.example:1/")?.code == .unreachable)
            for lookUp in lookUps { resolver.leave(lookUp) }
        }
    }
}
