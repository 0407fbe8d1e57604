// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Testing

@testable import Upstream

struct RequestURLTests {
    @Test(arguments: [
        ("http://localhost:11434/v1/chat/completions", false, "localhost", 11_434, "/v1/chat/completions"),
        ("https://api.openai.com/v1", true, "api.openai.com", 443, "/v1"),
        ("HTTPS://API.Example.com", true, "api.example.com", 443, "/"),
        ("http://h?a=b", false, "h", 80, "/?a=b"),
        ("http://h/a?b=c/d:e@f#g", false, "h", 80, "/a?b=c/d:e@f"),
        ("http://h#f", false, "h", 80, "/"),
        ("http://[::1]:8080/x", false, "::1", 8_080, "/x"),
        ("https://[fe80::1]/", true, "fe80::1", 443, "/"),
        ("http://h:65535/", false, "h", 65_535, "/"),
    ])
    func readsAURL(_ text: String, _ isSecure: Bool, _ host: String, _ port: Int, _ target: String) throws {
        let url = try #require(RequestURL(text))
        #expect(url.origin == Origin(isSecure: isSecure, host: host, port: port))
        #expect(url.target == target)
    }

    @Test(arguments: [
        "", "http", "http:", "http://", "http:///x", "ftp://h/", "h/x", "//h/x", "http:/h", "http://u@h/",
        "http://u:p@h/",
        "http://h:/", "http://h:0/", "http://h:65536/", "http://h:x/", "http://h:-1/", "http://h:+443/", "http://[::1/",
        "http://[::1]x/",
        "http://[]/", "http://h/a b", "http://h/\r\nX: y", "http://h/\u{0}", "http://h\u{FC}/", "http://:80/",
        " http://h/",
    ])
    func refusesWhatIsNoURL(_ text: String) {
        #expect(RequestURL(text) == nil)
    }

    @Test(arguments: [
        ("http://h/", "h"), ("http://h:80/", "h"), ("http://h:443/", "h:443"), ("https://h:443/", "h"),
        ("https://h:8443/", "h:8443"), ("http://[::1]/", "[::1]"), ("http://[::1]:81/", "[::1]:81"),
    ])
    func namesTheHost(_ text: String, _ authority: String) throws {
        #expect(try #require(RequestURL(text)).origin.authority == authority)
    }

    /// Foundation's reading is the measure for what is a URL for both.
    @Test func agreesWithFoundation() throws {
        for host in ["a", "a.b-c.example", "127.0.0.1", "[::1]", "[2001:db8::7]"] {
            for port in ["", ":1", ":8080"] {
                for path in [
                    "", "/", "/v1", "/v1beta/models/gemini%2D2.5:generateContent", "/a?alt=sse&x=%41", "/a//b/",
                ] {
                    let text = "http://\(host)\(port)\(path)"
                    let ours = try #require(RequestURL(text))
                    let theirs = try #require(URL(string: text))
                    #expect(ours.origin.host == theirs.host()?.filter { $0 != "[" && $0 != "]" })
                    #expect(ours.origin.port == theirs.port ?? 80)
                    let query = theirs.query().map { "?\($0)" } ?? ""
                    #expect(
                        ours.target
                            == (theirs.path(percentEncoded: true).isEmpty ? "/" : theirs.path(percentEncoded: true))
                            + query
                    )
                }
            }
        }
    }
}
