// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Testing

@testable import Upstream

/// How the URL of a proxy is read.
struct ProxyURLTests {
    @Test(arguments: [
        ("http://u:p@h", "u", "p"), ("http://u@h", "u", ""), ("http://@h", "", ""), ("http://:p@h", "", "p"),
        ("u:p@h:1", "u", "p"), ("http://u:p@q@h", "u", "p@q"), ("http://u:p:q@h", "u", "p:q"),
        ("http://u%40x:p%3Aq%C3%A9@h", "u@x", "p:qé"),
        // What is no percent-encoding was written without it.
        ("http://u:100%@h", "u", "100%"), ("http://u:%41%4@h", "u", "%41%4"), ("http://u:%41 b@h", "u", "%41 b"),
        ("http://u:é%41@h", "u", "é%41"), ("http://u:%FF@h", "u", ""),
    ])
    func readsCredentials(_ text: String, _ user: String, _ password: String) throws {
        let credentials = try #require(ProxySettings.Proxy(text)?.credentials)
        #expect(credentials.user == user)
        #expect(credentials.password == password)
    }

    @Test(arguments: [
        ("http://[::1]:3128", "::1", 3_128), ("http://[fe80::1%25eth0]", "fe80::1%25eth0", 80),
        ("SOCKS5H://Proxy:/path?query#fragment", "Proxy", 1_080), ("http://a_b,c:1", "a_b,c", 1),
        ("http://prö^xy", "pr%C3%B6%5Exy", 80), ("h:0080", "h", 80),
    ])
    func readsThePlace(_ text: String, _ host: String, _ port: Int) throws {
        let proxy = try #require(ProxySettings.Proxy(text))
        #expect(proxy.host == host)
        #expect(proxy.port == port)
        #expect(proxy.credentials == nil)
    }

    @Test(arguments: [
        "", "://h", "http:h", "http://", "http:///h", "http://u:p@", "http://[]", "http://[::1", "http://[::1]x",
        "http://[[::1]]", "http://h:x", "http://h:+1", "http://h:1:2", "http://h:0", "http://::1:80", "http://u:p/q@h",
        "http://u:p#q@h", "https://h", " http://h", "http://h:1 ", "socks5://u:p@h",
    ])
    func refusesWhatIsNoProxy(_ text: String) {
        #expect(ProxySettings.Proxy(text) == nil)
    }

    /// Foundation's reading was that of earlier versions.
    ///
    /// Hosts with characters that no URL has are left out: what Foundation makes of them depends on what else is linked.
    @Test func agreesWithFoundation() {
        var differing: [String] = []
        for user in ["", "u@", "u:@", ":p@", "u:p@q@", "u%41:p%zz@", "u%FF:%FF@", "u\"<>:p |\\@", "é:é%41@"] {
            for host in ["", "h", "H.example", "127.0.0.1", "[::1]", "%41", "a!$&'()*+;=~"] {
                for port in ["", ":", ":1", ":65536", ":0", ":x", ":99999999999999999999", ":1:2"] {
                    for path in ["", "/é ^%", "?x", "#x"] {
                        let text = "http://\(user)\(host)\(port)\(path)"
                        if ProxySettings.Proxy(text) != proxy(readByFoundation: text) { differing.append(text) }
                    }
                }
            }
        }
        #expect(differing == [])
    }

    private func proxy(readByFoundation text: String) -> ProxySettings.Proxy? {
        guard let url = URL(string: text), let host = url.host()?.filter({ $0 != "[" && $0 != "]" }), !host.isEmpty
        else { return nil }
        let port = url.port ?? 80
        let credentials = url.user(percentEncoded: false).map {
            ProxySettings.Proxy.Credentials(user: $0, password: url.password(percentEncoded: false) ?? "")
        }
        guard (1...65_535).contains(port) else { return nil }
        return ProxySettings.Proxy(kind: .http, host: host, port: port, credentials: credentials)
    }
}
