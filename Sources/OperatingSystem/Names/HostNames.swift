// SPDX-License-Identifier: Apache-2.0

internal import Glibc
package import NIOCore

/// The names of hosts, as the system knows them: nsswitch.conf, /etc/hosts, the name servers of resolv.conf.
package enum HostNames {
    /// Looks the addresses of a name up.
    ///
    /// Blocks its thread until the system has an answer: half a minute where no name server answers.
    ///
    /// - Parameter name: A name; an address in figures is its own answer.
    /// - Returns: Its addresses, without a port, in the order of RFC 6724; at least one.
    /// - Throws: ``HostNameError``.
    package static func addresses(of name: String) throws(HostNameError) -> [SocketAddress] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        errno = 0
        let result = unsafe getaddrinfo(name, nil, &hints, &list)
        guard result == 0 else { throw HostNameError(result: result, systemError: errno) }
        defer { unsafe freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var next = unsafe list
        while let entry = unsafe next {
            if let address = unsafe address(entry.pointee) { addresses.append(address) }
            unsafe next = entry.pointee.ai_next
        }
        guard !addresses.isEmpty else { throw HostNameError(result: EAI_NONAME, systemError: 0) }
        return addresses
    }

    private static func address(_ entry: addrinfo) -> SocketAddress? {
        guard let address = unsafe entry.ai_addr else { return nil }
        switch unsafe entry.ai_family {
        case AF_INET:
            return unsafe address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                unsafe SocketAddress($0.pointee)
            }
        case AF_INET6:
            return unsafe address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                unsafe SocketAddress($0.pointee)
            }
        default:
            return nil
        }
    }
}
