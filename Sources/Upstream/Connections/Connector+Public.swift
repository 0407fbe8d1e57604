// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

extension Connector {
    /// Opens a socket to an origin that a caller has named.
    ///
    /// Every address is checked before there is any connection, and exactly those that were checked are connected to: a name
    /// that has another address a moment later leads nowhere else. One address too many that is not public, and none is used.
    @inline(never)
    func openSocket(to origin: Origin, in web: PublicWeb, _ attempt: ConnectionAttempt) async throws -> any Channel {
        let addresses: [SocketAddress]
        if let address = try? SocketAddress(ipAddress: origin.host, port: origin.port) {
            addresses = [address]
        } else {
            attempt.stage = .lookUp(name: origin.host)
            addresses = try await self.addresses(of: origin.host, web.names, attempt)
        }
        guard !addresses.isEmpty, addresses.allSatisfy(web.admits) else {
            throw UpstreamError(.unreachable, "an address of the host is not public")
        }
        attempt.stage = .connecting(host: origin.host, port: origin.port)
        return try await attempt.value(of: open(addresses, origin.host, origin.port, attempt))
    }
}
