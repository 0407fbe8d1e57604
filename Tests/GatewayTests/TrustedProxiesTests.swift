// SPDX-License-Identifier: Apache-2.0

import Configuration
import FastCGI
import Testing
import Upstream

@testable import Gateway

struct TrustedProxiesTests {
    private static func caller(_ trusted: String?, peer: String?, _ forwarded: String...) throws -> String {
        var params = Params()
        if let peer { params.append(name: "REMOTE_ADDR".utf8, value: peer.utf8) }
        for value in forwarded { params.append(name: "HTTP_X_FORWARDED_FOR".utf8, value: value.utf8) }
        let proxies = try trusted.map { try #require(TrustedProxies($0)) } ?? TrustedProxies()
        return proxies.caller(of: params)
    }

    @Test func theHeaderOfAStrangerDoesNotCount() throws {
        #expect(try Self.caller(nil, peer: "203.0.113.9", "198.51.100.1") == "203.0.113.9")
        #expect(try Self.caller("10.0.0.0/8", peer: "203.0.113.9", "198.51.100.1") == "203.0.113.9")
        #expect(try Self.caller("10.0.0.0/8", peer: "11.0.0.1", "198.51.100.1") == "11.0.0.1")
    }

    @Test func theLastAddressThatIsNotTrustedIsTheCallers() throws {
        #expect(try Self.caller("10.0.0.0/8", peer: "10.1.2.3", "198.51.100.1") == "198.51.100.1")
        // What stands before it, the caller has written.
        #expect(try Self.caller("10.0.0.0/8", peer: "10.1.2.3", "1.1.1.1, 198.51.100.1 ,10.9.9.9") == "198.51.100.1")
        #expect(try Self.caller("10.0.0.0/8", peer: "10.1.2.3", "1.1.1.1", "198.51.100.1,10.9.9.9") == "198.51.100.1")
        #expect(try Self.caller("10.0.0.0/8", peer: "10.1.2.3", "10.0.0.7") == "10.0.0.7")
    }

    @Test func withoutAHeaderThePeerIsTheCaller() throws {
        #expect(try Self.caller("10.0.0.0/8", peer: "10.1.2.3") == "10.1.2.3")
        #expect(try Self.caller("10.0.0.0/8", peer: nil, "1.1.1.1") == "-")
        #expect(try Self.caller(nil, peer: "") == "-")
    }

    @Test func portsAndBracketsAreTakenOff() throws {
        let trusted = "::1, 10.0.0.1"
        #expect(try Self.caller(trusted, peer: "::1", "[2001:db8::7]:4711") == "2001:db8::7")
        #expect(try Self.caller(trusted, peer: "::1", "2001:db8::7") == "2001:db8::7")
        #expect(try Self.caller(trusted, peer: "10.0.0.1", "198.51.100.1:80") == "198.51.100.1")
        #expect(try Self.caller(trusted, peer: "::ffff:10.0.0.1", "198.51.100.1") == "198.51.100.1")
    }

    @Test(arguments: ["unknown", "_hidden", "x\" y=\"", "", "1.2.3", "999.1.1.1"])
    func whatIsNoAddressEndsTheList(_ element: String) throws {
        #expect(try Self.caller("10.0.0.0/8", peer: "10.1.2.3", "198.51.100.1, \(element), 10.2.2.2") == "10.2.2.2")
    }

    @Test func aPeerOnAUnixSocketIsTrustedByItsName() throws {
        #expect(try Self.caller("unix:", peer: "unix:", "198.51.100.1") == "198.51.100.1")
        #expect(try Self.caller("10.0.0.1", peer: "unix:", "198.51.100.1") == "unix:")
    }

    @Test func aVeryLongListIsReadFromItsEnd() throws {
        let hops = Array(repeating: "10.0.0.1", count: 10_000).joined(separator: ",")
        #expect(try Self.caller("10.0.0.0/8", peer: "10.1.2.3", "198.51.100.1,\(hops)") == "10.0.0.1")
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.0.0.0/9", "10.128.0.1", false),
        ("192.0.2.128/25", "192.0.2.129", true), ("192.0.2.128/25", "192.0.2.127", false),

        ("0.0.0.0/0", "9.9.9.9", true),
        ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
        ("::ffff:10.0.0.0/104", "10.9.9.9", true), ("::/0", "9.9.9.9", false), ("192.0.2.1", "192.0.2.1", true),
        ("192.0.2.1", "192.0.2.2", false),
    ])
    func rangesHoldTheirAddresses(_ range: String, _ address: String, _ isInside: Bool) throws {
        let range = try #require(AddressRange(range))
        #expect(range.contains(try #require(IPAddress(address))) == isInside)
    }
}
