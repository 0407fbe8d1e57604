// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Testing

@testable import Upstream

struct BaseURLTests {
    @Test(arguments: [
        ("http://localhost:11434/v1", false, "localhost", 11_434, "/v1"),
        ("https://api.openai.com/v1//", true, "api.openai.com", 443, "/v1"),
        ("HTTPS://API.Example.com", true, "api.example.com", 443, ""),
        ("http://h/a:b@c/d%20e", false, "h", 80, "/a:b@c/d%20e"),
        ("http://[::1]:8080/x", false, "::1", 8_080, "/x"),
        ("https://[FE80::1]/", true, "fe80::1", 443, ""),
        ("http://h:65535/", false, "h", 65_535, ""), ("http://h:0080", false, "h", 80, ""),
    ])
    func readsAURLOnce(_ text: String, _ isSecure: Bool, _ host: String, _ port: Int, _ path: String) throws {
        let url = try BaseURL(text)
        #expect(url.origin == Origin(isSecure: isSecure, host: host, port: port))
        #expect(url.path == path)
    }

    @Test(arguments: [
        ("HTTP://Host:80/", "/v1", "http://Host:80/v1"), ("https://[FE80::1]:1/x/", "/v1", "https://[FE80::1]:1/x"),
        ("http://h", "", "http://h"),
    ])
    func keepsWhatTheOperatorWrote(_ text: String, _ defaultPath: String, _ expected: String) throws {
        #expect(try BaseURL(text, defaultPath: defaultPath).text == expected)
    }

    @Test(arguments: [
        ("", BaseURL.Fault.noScheme), ("http", .noScheme), ("http:", .noScheme), ("//h/x", .noScheme),
        ("localhost:11434", .noScheme), ("ftp://h", .noScheme), ("h", .noScheme), ("http:/h", .noScheme),
        ("http:/x://h", .noScheme),
        ("http://", .noHost), ("http:///v1", .noHost), ("http://:80", .noHost), ("http://[::1", .noHost),
        ("http://[x]", .noHost), ("http://[]", .noHost), ("http://h!", .noHost),
        ("http://h:", .badPort), ("http://h:0", .badPort), ("http://h:65536", .badPort), ("http://h:x", .badPort),
        ("http://h:+80", .badPort), ("http://h:-1", .badPort), ("http://[::1]80", .badPort),
        ("http://h:1:2", .badPort), ("http://h:99999999999999999999", .badPort),
        ("http://u:p@h", .userInfo), ("http://u@h/v1", .userInfo), ("http://h?x=1", .query), ("http://h/v1?", .query),
        ("http://h#a?b", .query), ("http://u@h?", .query), ("http://h#", .fragment), ("http://h/v 1", .badCharacter),
        ("http://hé", .badCharacter), ("http://h\u{0}", .badCharacter), ("http://h/\r\nX: y", .badCharacter),
        ("http://h\\v1", .badCharacter), (" http://h", .badCharacter),
    ])
    func saysWhatIsWrong(_ text: String, _ fault: BaseURL.Fault) {
        #expect(throws: fault) { try BaseURL(text) }
    }

    @Test(arguments: [
        ("http://h/", "h", "h:80"), ("http://h:80/", "h", "h:80"), ("http://h:443/", "h:443", "h:443"),
        ("https://h:443/", "h", "h:443"), ("https://h:8443/", "h:8443", "h:8443"),
        ("http://[::1]/", "[::1]", "[::1]:80"), ("http://[::1]:81/", "[::1]:81", "[::1]:81"),
    ])
    func namesTheHost(_ text: String, _ authority: String, _ withPort: String) throws {
        let origin = try BaseURL(text).origin
        #expect(origin.authority == authority)
        #expect(origin.authorityWithPort == withPort)
    }

    @Test(arguments: [
        ("http://h", "/v1/messages", "/v1/messages"), ("http://h/v1", "/v1/messages", "/v1/messages"),
        ("http://h/a/v1/", "/v1/models?x", "/a/v1/models?x"), ("http://h/v1", "/models", "/v1/models"),
        ("http://h/v1", "/v1beta", "/v1/v1beta"), ("http://h/xv1", "/v1/m", "/xv1/v1/m"),
        // A host of that name is no version.
        ("http://v1", "/v1/messages", "/v1/messages"),
    ])
    func noVersionIsRepeated(_ text: String, _ path: String, _ target: String) throws {
        #expect(try BaseURL(text).target(of: path) == target)
    }

    @Test func originsAreEqualByTheirParts() throws {
        let origins = try [
            "http://h", "http://H:80/v1", "https://h", "https://h:80", "http://h:81", "http://i",
        ].map { try BaseURL($0).origin }
        #expect(origins[0] == origins[1] && origins[0] !== origins[1])
        #expect(Set(origins).count == 5)
        #expect(try BaseURL("https://h:80").origin != origins[0])
    }

    /// Foundation's reading is the measure for what is a URL for both.
    @Test func agreesWithFoundation() throws {
        for host in ["a", "a.b-c.example", "127.0.0.1", "[::1]", "[2001:db8::7]"] {
            for port in ["", ":1", ":8080"] {
                for path in ["", "/v1", "/v1beta/models/gemini%2D2.5", "/a//b", "/a=b&c;d:@e"] {
                    let text = "http://\(host)\(port)\(path)"
                    let ours = try BaseURL(text)
                    let theirs = try #require(URL(string: text))
                    #expect(ours.origin.host == theirs.host()?.filter { $0 != "[" && $0 != "]" })
                    #expect(ours.origin.port == theirs.port ?? 80)
                    #expect(ours.path == theirs.path(percentEncoded: true))
                }
            }
        }
    }
}
