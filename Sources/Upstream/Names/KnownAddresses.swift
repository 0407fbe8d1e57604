// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import NIOPosix

/// Addresses that were looked up already, for NIO, which tries the ones of both families side by side (RFC 8305).
struct KnownAddresses: Resolver, Sendable {
    let addresses: [SocketAddress]
    let eventLoop: any EventLoop

    func initiateAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> {
        eventLoop.makeSucceededFuture(addresses(.inet, port))
    }

    func initiateAAAAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> {
        eventLoop.makeSucceededFuture(addresses(.inet6, port))
    }

    func cancelQueries() {}

    private func addresses(_ family: NIOBSDSocket.ProtocolFamily, _ port: Int) -> [SocketAddress] {
        addresses.filter { $0.protocol == family }.map { $0.with(port: port) }
    }
}

extension SocketAddress {
    /// The same address with a port.
    func with(port: Int) -> SocketAddress {
        var address = self
        address.port = port
        return address
    }
}
