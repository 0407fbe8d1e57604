// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore
import NIOPosix
import Testing

@testable import Upstream

/// What this process or this machine has run out of is no fault of a provider's, nor of a proxy's.
struct OwnLimitTests {
    @Test(arguments: [
        (EMFILE, UpstreamError.Code.ownLimit), (ENFILE, .ownLimit), (ENOMEM, .ownLimit), (ENOBUFS, .ownLimit),
        (ECONNREFUSED, .unreachable), (EHOSTUNREACH, .unreachable), (ETIMEDOUT, .unreachable), (EACCES, .unreachable),
    ])
    func theSystemsErrorTells(_ number: Int32, _ code: UpstreamError.Code) {
        let error = IOError(errnoCode: number, reason: "socket")
        #expect(UpstreamError(error, otherwise: .unreachable).code == code)
        let proxy = ProxySettings.Proxy(kind: .http, host: "proxy.example", port: 3128)
        let ofProxy = UpstreamError(error, of: proxy)
        #expect(ofProxy.code == code)
        #expect(ofProxy.message.contains("proxy.example") == (code == .unreachable))
    }

    /// How a call ends in a process whose descriptors are all taken.
    private static func failure(
        _ host: String,
        proxies: ProxySettings = ProxySettings(),
        names: @escaping @Sendable () -> NameResolver = { NameResolver() }
    ) async throws -> UpstreamError? {
        // Whatever libraries open once is open by then.
        let warmUp = try await UpstreamFixture.with(proxies: proxies, names: names()) {
            try await $0.failure("http://\(host):9/")
        }
        #expect(warmUp?.code == .unreachable)
        return try await UpstreamFixture.with(proxies: proxies, names: names()) { fixture in
            var limit = rlimit()
            let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
            unsafe _ = getrlimit(resource, &limit)
            let before = limit.rlim_cur
            limit.rlim_cur = min(before, 1_000)
            unsafe _ = setrlimit(resource, &limit)
            while dup(0) >= 0 {}
            let error = try await fixture.failure("http://\(host):9/")
            limit.rlim_cur = before
            unsafe _ = setrlimit(resource, &limit)
            return error
        }
    }

    @Test func anAddress() async {
        await #expect(processExitsWith: .success) {
            let error = try await OwnLimitTests.failure("127.0.0.1")
            #expect(error?.code == .ownLimit)
            #expect(error?.message == "too many open files")
        }
    }

    @Test func aNameWithSeveralAddresses() async {
        await #expect(processExitsWith: .success) {
            let addresses = [
                try SocketAddress(ipAddress: "127.0.0.1", port: 0), try SocketAddress(ipAddress: "::1", port: 0),
            ]
            let error = try await OwnLimitTests.failure("two.example", names: { NameResolver { _ in addresses } })
            #expect(error?.code == .ownLimit)
            #expect(error?.message == "too many open files")
        }
    }

    /// The system cannot even look for the name.
    @Test func aNameThatIsToBeLookedUp() async {
        await #expect(processExitsWith: .success) {
            let error = try await OwnLimitTests.failure("localhost")
            #expect(error?.code == .ownLimit)
        }
    }

    @Test func aProxy() async {
        await #expect(processExitsWith: .success) {
            let proxies = try ProxySettings(environment: ["http_proxy": "http://127.0.0.1:9"])
            let error = try await OwnLimitTests.failure("api.example", proxies: proxies)
            #expect(error?.code == .ownLimit)
            #expect(error?.message.contains("proxy") == false)
        }
    }
}
