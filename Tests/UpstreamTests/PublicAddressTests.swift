// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing

@testable import Upstream

/// Which addresses a caller may send the gateway to.
@Suite struct PublicAddressTests {
    /// The ranges that are none, and their public neighbours; no neighbour where the one next to it is none either.
    private static let ranges: [(first: String, last: String, before: String?, after: String?)] = [
        ("0.0.0.0", "0.255.255.255", nil, "1.0.0.0"),
        ("10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"),
        ("100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0"),
        ("127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0"),
        ("168.63.129.16", "168.63.129.16", "168.63.129.15", "168.63.129.17"),
        ("169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0"),
        ("172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0"),
        ("192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0"),
        ("192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0"),
        ("192.31.196.0", "192.31.196.255", "192.31.195.255", "192.31.197.0"),
        ("192.52.193.0", "192.52.193.255", "192.52.192.255", "192.52.194.0"),
        ("192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0"),
        ("192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0"),
        ("192.175.48.0", "192.175.48.255", "192.175.47.255", "192.175.49.0"),
        ("198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0"),
        ("198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0"),
        ("203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0"),
        ("224.0.0.0", "239.255.255.255", "223.255.255.255", nil),
        ("240.0.0.0", "255.255.255.255", nil, nil),
        ("::", "1fff:ffff::ffff", nil, "2003::"),
        ("2001::", "2001:1ff:ffff::1", "2000:ffff::1", "2001:200::"),
        ("2001:db8::", "2001:db8:ffff:ffff::1", "2001:db7:ffff::1", "2001:db9::"),
        ("2002::", "2002:ffff:ffff::1", "2001:ffff::1", "2003::"),
        ("2620:4f:8000::", "2620:4f:8000:ffff::1", "2620:4f:7fff::1", "2620:4f:8001::"),
        ("3fff::", "3fff:fff:ffff::1", "3ffe:ffff::1", "3fff:1000::"),
        ("4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:ffff::1", nil),
    ]

    private func isPublic(_ text: String) throws -> Bool { try SocketAddress(ipAddress: text, port: 443).isPublic }

    @Test(arguments: ranges.indices)
    func aRangeEndsWhereItEnds(_ index: Int) throws {
        let range = Self.ranges[index]
        #expect(try !isPublic(range.first))
        #expect(try !isPublic(range.last))
        for neighbour in [range.before, range.after].compactMap(\.self) {
            #expect(try isPublic(neighbour), "\(neighbour)")
        }
    }

    @Test func everyRangeOfTheTableIsOneAndIsTried() {
        #expect(SpecialAddresses.v4.count == SpecialAddresses.v4Ranges.count)
        #expect(SpecialAddresses.v6.count == SpecialAddresses.v6Ranges.count)
        #expect(SpecialAddresses.v6Public.count == 1)
        for text in SpecialAddresses.v4Ranges + SpecialAddresses.v6Ranges {
            #expect(Self.ranges.contains { text == $0.first || text.hasPrefix("\($0.first)/") }, "\(text)")
        }
    }

    /// IPv4 in the words of IPv6, whatever the address within is, and what else is no server of the public internet.
    @Test(arguments: [
        "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001:0:7f00:1::", "2002:7f00:1::1", "2002:808:808::1",
        "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "169.254.169.254", "100.100.100.200",
        "192.0.0.192", "255.255.255.255",
    ])
    func noServerOfThePublicInternet(_ text: String) throws {
        #expect(try !isPublic(text))
    }

    @Test(arguments: ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450::1", "2400:cb00::1"])
    func servers(_ text: String) throws {
        #expect(try isPublic(text))
    }

    @Test func whatIsNoAddressIsNotPublic() throws {
        #expect(try !SocketAddress(unixDomainSocketPath: "/run/x").isPublic)
    }
}
