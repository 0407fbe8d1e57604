// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Testing

@testable import Upstream

/// URLs that strangers have named.
@Suite struct WebURLTests {
    @Test(arguments: [
        ("https://example.com/a.png", "https://example.com", "/a.png"),
        ("HTTP://Example.COM", "http://example.com", "/"),
        ("https://example.com?x=1/2", "https://example.com", "/?x=1/2"),
        ("https://example.com:443/a?b#c", "https://example.com", "/a?b"),
        ("https://example.com:80/", "https://example.com:80", "/"),
        ("http://example.com:443#x", "http://example.com:443", "/"),
        ("https://a_b.x-y.example:/a@b:c", "https://a_b.x-y.example", "/a@b:c"),
        ("https://8.8.8.8/", "https://8.8.8.8", "/"),
        ("https://[2A00::1]/x", "https://[2a00::1]", "/x"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example", "/"),
    ])
    func areRead(_ text: String, _ origin: String, _ target: String) throws {
        let url = try WebURL(ByteString(text))
        #expect(url.origin.description == origin)
        #expect(url.target == target)
    }

    @Test(arguments: [
        ("", WebURL.Fault.badScheme), ("example.com/a", .badScheme), ("ftp://example.com/", .badScheme),
        ("file:///etc/passwd", .badScheme), ("gopher://h:80/", .badScheme), ("//example.com/", .badScheme),
        ("https:/example.com", .badScheme),
        ("https://u:p@example.com/", .userInfo), ("https://u@example.com/", .userInfo),
        ("https://@example.com/", .userInfo), ("https://8.8.8.8@127.0.0.1/", .userInfo),
        ("https://example.com:8080/", .badPort), ("https://example.com:22", .badPort), ("http://h:0", .badPort),
        ("http://h:65616", .badPort), ("http://h:+80", .badPort), ("http://[2a00::1]80", .badPort),
        ("http://h:80:80", .badPort), ("http://h:18446744073709551696", .badPort),
        ("https:///x", .badHost), ("https://:80/", .badHost), ("https://a..b/", .badHost), ("https://a./", .badHost),
        ("https://.a/", .badHost), ("https://a%2eb/", .badHost), ("https://a!b/", .badHost), ("https://a,b/", .badHost),
        ("https://[::1", .badHost), ("https://[a]/", .badHost), ("https://[8.8.8.8]/", .badHost),
        ("https://[fe80::1%25eth0]/", .badHost), ("https://::1/", .badHost),
        // Whatever the system takes for 127.0.0.1.
        ("http://127.1/", .badHost), ("http://2130706433/", .badHost), ("http://0x7f000001/", .badHost),
        ("http://0x7f.0.0.1/", .badHost), ("http://0177.0.0.1/", .badHost), ("http://127.0.0.01/", .badHost),
        ("http://0/", .badHost), ("http://127.0.0.1./", .badHost), ("http://1.2.3.4.5/", .badHost),
        ("http://256.0.0.1/", .badHost), ("http://127.0.0.0x1/", .badHost),
        ("https://example.com\\@127.0.0.1/", .badCharacter), ("https://example.com/a b", .badCharacter),
        ("https://example.com/\r\nX: y", .badCharacter), ("https://example.com/\u{0}", .badCharacter),
        ("https://bücher.example/", .badCharacter), ("https://１２７.0.0.1/", .badCharacter),
        (" https://example.com/", .badCharacter),
    ])
    func whatIsOddIsNone(_ text: String, _ fault: WebURL.Fault) {
        #expect(throws: fault) { try WebURL(ByteString(text)) }
    }

    @Test func isOfLimitedLength() throws {
        let start = "https://example.com/"
        let longest = start + String(repeating: "a", count: WebURL.longest - start.utf8.count)
        #expect(try WebURL(ByteString(longest)).target.utf8.count == WebURL.longest - start.utf8.count + 1)
        #expect(throws: WebURL.Fault.tooLong) { try WebURL(ByteString(longest + "a")) }
        let host = String(repeating: "a.", count: 126) + "a"
        #expect(try WebURL(ByteString("https://\(host)/")).origin.host == host)
        #expect(throws: WebURL.Fault.badHost) { try WebURL(ByteString("https://\(host)a/")) }
        #expect(throws: WebURL.Fault.badHost) {
            try WebURL(ByteString("https://\(String(repeating: "a", count: 64)).b/"))
        }
    }

    @Test(arguments: [
        ("https://other.example/y", "https://other.example/y"), ("//other.example/y", "https://other.example/y"),
        ("/y?z", "https://example.com/y?z"), ("y", "https://example.com/a/y"), ("?z", "https://example.com/a/b.png?z"),
        ("#z", "https://example.com/a/b.png?q=/1"), ("", "https://example.com/a/b.png?q=/1"),
        ("y:z/", nil), ("./y:z", "https://example.com/a/./y:z"), ("http://example.com/", nil),
        ("HTTPS://other.example", "https://other.example/"), ("data:image/png;base64,aGk=", nil),
        ("https://127.1/", nil), ("//u@other.example/", nil), ("//other.example:22/", nil),
    ])
    func redirectsLeaveOutWhatIsTheSame(_ reference: String, _ expected: String?) throws {
        let url = try WebURL("https://example.com/a/b.png?q=/1#f")
        let next = try? url.following(ByteString(reference))
        #expect(next.map { "\($0.origin)\($0.target)" } == expected)
    }

    @Test func plainHTTPMayLeadToEither() throws {
        let url = try WebURL("http://example.com")
        #expect(try url.following("y").target == "/y")
        #expect(try url.following("https://example.com/").origin.isSecure)
        #expect(try !url.following("//other.example/").origin.isSecure)
    }
}
