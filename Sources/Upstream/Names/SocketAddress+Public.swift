// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

extension SocketAddress {
    /// Whether it is an address of the public internet, and none that a registry keeps for something else.
    ///
    /// IPv4 inside of IPv6 (mapped, compatible, NAT64, 6to4, Teredo) is not public, whatever the address within is: none of
    /// it is needed to reach a public server, and each is another way to write a private address.
    var isPublic: Bool {
        guard let text = ipAddress, let address = IPAddress(text) else { return false }
        switch self.protocol {
        case .inet: return !SpecialAddresses.v4.contains { $0.contains(address) }
        // One of IPv4 inside of IPv6 is read as the former, and is in no range of the latter.
        case .inet6:
            return SpecialAddresses.v6Public.contains { $0.contains(address) }
                && !SpecialAddresses.v6.contains { $0.contains(address) }
        default: return false
        }
    }
}
