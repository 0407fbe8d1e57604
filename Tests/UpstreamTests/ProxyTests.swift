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
        ("https://10.2.3.4/", "10.0.0.0/8", false),
        ("https://11.2.3.4/", "10.0.0.0/8", true),
        ("http://192.168.7.9:8080/", "192.168.4.0/22", false),
        ("http://192.168.8.9:8080/", "192.168.4.0/22", true),
        ("http://192.168.7.9:8080/", "192.168.4.0/22:8080", false),
        ("http://192.168.7.9:8081/", "192.168.4.0/22:8080", true),
        ("https://10.example/", "10.0.0.0/8", true),
        ("https://[fd12::1]/", "fd00::/8", false),
        ("https://[fe80::1]/", "fd00::/8", true),
        ("https://[fd12::1]/", "[fd00::]/8", false),
        ("https://[2001:db8::7]/", "2001:db8::7", false),
        ("https://[2001:db8::7]/", "[2001:db8:0::7]", false),
        ("https://[2001:db8::7]:8443/", "[2001:db8::7]:8443", false),
        ("https://[2001:db8::7]/", "[2001:db8::7]:8443", true),
        ("http://172.16.5.1/", "172.16.*", false),
        ("http://172.17.5.1/", "172.16.*", true),
        ("http://172.16.5.1/", "*.16.*.1", false),
        ("https://eu-api.example.com/", "*-api.example.com", false),
        ("https://api.example.com/", "*-api.example.com", true),
        ("https://a.b/", "a*a.b", true),
        ("http://127.evil.example/", "", true),
        ("http://127.9.9.9/", "", false),
        ("http://[::1]:1/", "", false),
        ("http://localhost:11434/", "", false),
        ("http://127.0.0.1:11434/", "", false),
    ])
    func goesThroughTheProxyUnlessToldOtherwise(_ url: String, _ exceptions: String, _ isProxied: Bool) throws {
        let settings = try ProxySettings(environment: ["ALL_PROXY": "http://proxy:1", "NO_PROXY": exceptions])
        #expect((settings.proxy(for: try BaseURL(url).origin) != nil) == isProxied)
    }

    @Test(arguments: [
        "http://example.com", "example.com/path", "10.0.0.0/33", "10.0.0.0/x", "fd00::/129", "[fd00::", "[::1]x", "a:b",
        "host:0", "host:70000", "<local>", "a b?c", ".",
    ])
    func whatIsNotUnderstoodIsTold(_ text: String) throws {
        let settings = try ProxySettings(environment: ["NO_PROXY": "good.example,\(text.filter { $0 != " " })"])
        #expect(settings.misunderstood == [text.filter { $0 != " " }])
        #expect(settings.exceptions.count == 1)
    }

    @Test(arguments: [
        ("HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno", "status 403"),
        ("HTTP/1.0 407 Who are you\r\n\r\n", "credentials"),
        ("HTTP/1.1 100 Wait\r\n\r\nHTTP/1.1 502 Bad Gateway\r\n\r\n", "status 502"),
        ("SSH-2.0-x\r\n\r\n", "not HTTP"), (String(repeating: "x", count: 1 << 15), "not HTTP"),
    ])
    func aProxyThatFailsIsNamed(_ answer: String, _ words: String) async throws {
        let proxy = try await ScriptedServer.start([.send(answer)])
        let port = proxy.port
        let settings = try ProxySettings(environment: ["HTTPS_PROXY": "http://me:secret@127.0.0.1:\(port)"])
        let error = try await UpstreamFixture.with(proxies: settings) {
            try await $0.failure("https://provider.invalid/")
        }
        #expect(error?.code == .unreachable)
        #expect(error?.message.hasPrefix("the proxy 127.0.0.1:\(port) ") == true)
        #expect(error?.message.contains(words) == true)
        #expect(error?.message.contains("secret") == false)
        try await proxy.stop()
    }

    @Test(arguments: ["http", "socks5"])
    func aProxyThatIsNotThereIsNamed(_ scheme: String) async throws {
        let gone = try await ScriptedServer.start([])
        let port = gone.port
        try await gone.stop()
        let settings = try ProxySettings(environment: ["ALL_PROXY": "\(scheme)://127.0.0.1:\(port)"])
        let error = try await UpstreamFixture.with(proxies: settings) {
            try await $0.failure("https://provider.invalid/")
        }
        #expect(error?.code == .unreachable)
        #expect(error?.message == "the proxy 127.0.0.1:\(port) cannot be reached: connection refused")
    }

    @Test func aProxyThatSaysNothingIsNamed() async throws {
        let proxy = try await ScriptedServer.start([])
        let port = proxy.port
        let settings = try ProxySettings(environment: ["ALL_PROXY": "socks5://127.0.0.1:\(port)"])
        let timeouts = UpstreamTimeouts(connect: .seconds(2))
        let error = try await UpstreamFixture.with(timeouts: timeouts, proxies: settings) {
            try await $0.failure("https://provider.invalid/")
        }
        #expect(error?.code == .timeout(.connect))
        #expect(error?.message.contains("the proxy 127.0.0.1:\(port)") == true)
        try await proxy.stop()
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

    @Test(arguments: [403, 405])
    func plainHTTPIsPassedOnWhereTheProxyDoesNotTunnelIt(_ status: Int) async throws {
        let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
        let proxy = try await ScriptedServer.start(
            [.send("HTTP/1.1 \(status) No\r\nContent-Length: 0\r\n\r\n")],
            [.send(ok), .close]
        )
        let settings = try ProxySettings(environment: ["HTTP_PROXY": "http://me:secret@127.0.0.1:\(proxy.port)"])
        try await UpstreamFixture.with(proxies: settings) { fixture in
            for _ in 0..<2 {
                let receiver = RecordingReceiver()
                try await fixture.call("http://provider.invalid:8080/v1?x=y", receiver)
                #expect(receiver.text == "ok")
            }
        }
        // The proxy is asked for a tunnel once.
        #expect(proxy.requests.count == 3)
        for request in proxy.requests.dropFirst() {
            #expect(request.hasPrefix("POST http://provider.invalid:8080/v1?x=y HTTP/1.1\r\n"))
            #expect(request.lowercased().contains("\r\nhost: provider.invalid:8080\r\n"))
            #expect(request.lowercased().contains("\r\nproxy-authorization: basic bwu6c2vjcmv0\r\n"))
            #expect(request.hasSuffix("\r\n\r\n{}"))
        }
        try await proxy.stop()
    }

    @Test func aProxyThatPassesOnAndAsksForCredentialsIsNamed() async throws {
        let proxy = try await ScriptedServer.start(
            [.send("HTTP/1.1 403 No\r\n\r\n"), .close],
            [.send("HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n")]
        )
        let port = proxy.port
        let settings = try ProxySettings(environment: ["HTTP_PROXY": "http://127.0.0.1:\(port)"])
        let error = try await UpstreamFixture.with(proxies: settings) {
            try await $0.failure("http://provider.invalid/")
        }
        #expect(error?.code == .unreachable)
        #expect(error?.message == "the proxy 127.0.0.1:\(port) asks for credentials (status 407)")
        try await proxy.stop()
    }

    @Test func anAddressOfTheNewKindHasItsBracketsInATunnel() async throws {
        let proxy = try await ScriptedServer.start([.send("HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n")])
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
        let proxy = try await ScriptedServer.start([.send("HTTP/1.1 504 No\r\nContent-Length: 0\r\n\r\n")])
        let settings = try ProxySettings(environment: ["HTTP_PROXY": "http://127.0.0.1:\(proxy.port)"])
        let error = try await UpstreamFixture.with(proxies: settings) {
            try await $0.failure("http://provider.invalid/")
        }
        #expect(error?.code == .unreachable)
        try await proxy.stop()
    }
}
