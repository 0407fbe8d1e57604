// SPDX-License-Identifier: Apache-2.0

import Doctor
import Providers
import Testing
import Upstream

struct SiteAddressTests {
    @Test(arguments: [
        ("http://localhost", "http://localhost/ai"), ("http://localhost/", "http://localhost/ai"),
        ("localhost:8000", "http://localhost:8000/ai"), ("https://example.org/llm/", "https://example.org/llm"),
        ("http://[::1]:8000", "http://[::1]:8000/ai"),
    ])
    func anAddressWithoutAPathGetsThePrefix(_ text: String, _ expected: String) throws {
        #expect(try SiteAddress(text, prefix: "/ai").text == expected)
    }

    @Test(arguments: ["http://", "ftp://host", "http://a b", "http://user:pw@host", "http://host/?x=1", "http://h:0"])
    func nonsenseIsRefused(_ text: String) {
        #expect(throws: BaseURL.Fault.self) { try SiteAddress(text) }
    }

    @Test(arguments: [
        ("http://localhost", "localhost", true), ("http://LOCALHOST:80/x", "localhost", true),
        ("http://127.0.0.1:8000", "127.0.0.1", true), ("https://[::1]:8000/x", "::1", true),
        ("http://127.example.org", "127.example.org", false), ("https://example.org", "example.org", false),
        ("http://192.0.2.1", "192.0.2.1", false), ("http://localhost.example.org", "localhost.example.org", false),
    ])
    func whatStaysOnTheMachineIsKnown(_ text: String, _ host: String, _ isLoopback: Bool) throws {
        let address = try SiteAddress(text)
        #expect(address.host == host)
        #expect(address.isLoopback == isLoopback)
        #expect(address.isSecure == text.hasPrefix("https"))
    }
}
