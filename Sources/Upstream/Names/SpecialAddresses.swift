// SPDX-License-Identifier: Apache-2.0

/// The addresses that are kept for something else than servers of the public internet.
///
/// Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890), IPv4 and IPv6 Address Space Registries. What
/// these call globally reachable although it is no server's (AS112, AMT, anycast of protocols) is among them.
enum SpecialAddresses {
    /// What they are, in the notation of the registries.
    static let v4Ranges = [
        "0.0.0.0/8",  // this network, this host
        "10.0.0.0/8",  // private
        "100.64.0.0/10",  // carriers' NAT; Alibaba's metadata
        "127.0.0.0/8",  // loopback
        "168.63.129.16",  // Azure's own services for its machines
        "169.254.0.0/16",  // link-local; the metadata of most clouds
        "172.16.0.0/12",  // private
        "192.0.0.0/24",  // protocols; Oracle's metadata
        "192.0.2.0/24",  // documentation
        "192.31.196.0/24",  // AS112
        "192.52.193.0/24",  // AMT
        "192.88.99.0/24",  // 6to4 relays, deprecated
        "192.168.0.0/16",  // private
        "192.175.48.0/24",  // AS112
        "198.18.0.0/15",  // benchmarks
        "198.51.100.0/24",  // documentation
        "203.0.113.0/24",  // documentation
        "224.0.0.0/4",  // multicast
        "240.0.0.0/4",  // reserved, broadcast
    ]
    /// The one block of global unicast (RFC 4291 section 2.4): all others are loopback, local, multicast, IPv4 in other
    /// words (`::`, `::ffff:0:0/96`, `64:ff9b::/96`), or belong to nobody.
    static let v6PublicRanges = ["2000::/3"]
    /// What in that block is none.
    static let v6Ranges = [
        "2001::/23",  // protocols: Teredo, benchmarks, ORCHID, AMT, AS112
        "2001:db8::/32",  // documentation
        "2002::/16",  // 6to4: IPv4 in other words
        "2620:4f:8000::/48",  // AS112
        "3fff::/20",  // documentation
    ]

    static let v4 = v4Ranges.compactMap { AddressRange($0) }
    static let v6Public = v6PublicRanges.compactMap { AddressRange($0) }
    static let v6 = v6Ranges.compactMap { AddressRange($0) }
}
