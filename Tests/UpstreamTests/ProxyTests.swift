// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Upstream

@Suite(.timeLimit(.minutes(2)))
struct ProxyTests {
    @Test(arguments: [
        ("http://proxy.example:3128", "proxy.example", 3_128),
        ("proxy.example:8080", "proxy.example", 8_080),
        ("http://proxy.example", "proxy.example", 80),
        ("socks5://127.0.0.1", "127.0.0.1", 1_080),
    ])
    func readsAProxy(_ text: String, _ host: String, _ port: Int) throws {
        let settings = try ProxySettings(environment: ["HTTPS_PROXY": text])
        #expect(settings.https?.host == host)
        #expect(settings.https?.port == port)
        #expect(settings.http == nil)
    }

    @Test(arguments: ["https://proxy", "http://:80", "ftp://proxy:21", "http://proxy:99999"])
    func refusesWhatIsNoProxyAndDoesNotShowIt(_ text: String) {
        #expect(throws: ProxySettingsError(variable: "HTTP_PROXY")) {
            try ProxySettings(environment: ["HTTP_PROXY": text])
        }
        #expect(!ProxySettingsError(variable: "HTTP_PROXY").description.contains(text))
    }

    @Test func credentialsAreNeverShown() throws {
        let settings = try ProxySettings(environment: ["HTTP_PROXY": "http://bob:hunter2@proxy:1"])
        var dumped = ""
        dump(settings, to: &dumped)
        #expect(!"\(settings)".contains("hunter2"))
        #expect(!String(reflecting: settings).contains("hunter2"))
        #expect(!dumped.contains("hunter2"))
        #expect(settings.http?.credentials?.password == "hunter2")
    }

    @Test func lowerCaseWinsAndAllIsTheFallback() throws {
        let settings = try ProxySettings(environment: [
            "ALL_PROXY": "http://all:1", "https_proxy": "http://lower:2", "HTTPS_PROXY": "http://upper:3",
        ])
        #expect(settings.http?.host == "all")
        #expect(settings.https?.host == "lower")
    }

    @Test(arguments: [
        ("https://api.example.com/", "", true),
        ("https://api.example.com/", "example.com", false),
        ("https://api.example.com/", ".example.com", false),
        ("https://api.example.com/", "*.example.com", false),
        ("https://example.com/", ".example.com", false),
        ("https://badexample.com/", "example.com", true),
        ("https://api.example.com/", "api.example.com:443", false),
        ("https://api.example.com/", "api.example.com:8443", true),
        ("https://api.example.com/", "other, API.EXAMPLE.COM", false),
        ("https://api.example.com/", "*", false),
        ("https://10.0.0.1/", "10.0.0.1", false),
        ("http://localhost:11434/", "", false),
        ("http://127.0.0.1:11434/", "", false),
    ])
    func goesThroughTheProxyUnlessToldOtherwise(_ url: String, _ exceptions: String, _ isProxied: Bool) throws {
        let settings = try ProxySettings(environment: ["ALL_PROXY": "http://proxy:1", "NO_PROXY": exceptions])
        let url = try #require(RequestURL(url))
        #expect((settings.proxy(for: url.origin) != nil) == isProxied)
    }

    @Test func tunnelsThroughAProxyWithItsCredentials() async throws {
        let proxy = try await ScriptedServer.start(
            [.send("HTTP/1.1 200 Connection established\r\n\r\n")],
            [.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")]
        )
        let settings = try ProxySettings(environment: ["HTTP_PROXY": "http://me:secret@127.0.0.1:\(proxy.port)"])
        try await UpstreamFixture.with(proxies: settings) { fixture in
            let receiver = RecordingReceiver()
            try await fixture.call("http://provider.invalid/v1", receiver)
            #expect(receiver.text == "ok")
        }
        #expect(proxy.requests.count == 2)
        #expect(proxy.requests.first?.hasPrefix("CONNECT provider.invalid:80 HTTP/1.1\r\n") == true)
        #expect(proxy.requests.first?.lowercased().contains("host: provider.invalid:80\r\n") == true)
        #expect(proxy.requests.first?.lowercased().contains("proxy-authorization: basic bwu6c2vjcmv0") == true)
        #expect(proxy.requests.last?.hasPrefix("POST /v1 HTTP/1.1\r\n") == true)
        try await proxy.stop()
    }

    @Test func anAddressOfTheNewKindHasItsBracketsInATunnel() async throws {
        let proxy = try await ScriptedServer.start([.send("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")])
        let settings = try ProxySettings(environment: ["HTTP_PROXY": "http://127.0.0.1:\(proxy.port)"])
        let error = try await UpstreamFixture.with(proxies: settings) {
            try await $0.failure("http://[2001:db8::1]:8080/")
        }
        #expect(error?.code == .unreachable)
        #expect(proxy.requests.first?.hasPrefix("CONNECT [2001:db8::1]:8080 HTTP/1.1\r\n") == true)
        try await proxy.stop()
    }

    @Test func anAddressIsNotVerifiedAgainstTheProxy() async throws {
        let settings = try ProxySettings(environment: ["HTTPS_PROXY": "http://127.0.0.1:1"])
        let error = try await UpstreamFixture.with(proxies: settings) { try await $0.failure("https://192.0.2.1/") }
        #expect(error?.code == .unreachable)
        #expect(error?.message.contains("NO_PROXY") == true)
    }

    @Test func aProxyThatRefusesMakesTheProviderUnreachable() async throws {
        let proxy = try await ScriptedServer.start([.send("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")])
        let settings = try ProxySettings(environment: ["HTTP_PROXY": "http://127.0.0.1:\(proxy.port)"])
        let error = try await UpstreamFixture.with(proxies: settings) {
            try await $0.failure("http://provider.invalid/")
        }
        #expect(error?.code == .unreachable)
        try await proxy.stop()
    }
}
