// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import NIOCore
internal import NIOSOCKS

extension Connector {
    /// Asks a proxy for a tunnel to an origin; afterwards the channel's bytes are the origin's.
    ///
    /// - Throws: ``UpstreamError`` that names the proxy.
    func tunnel(_ channel: any Channel, to origin: Origin, through proxy: ProxySettings.Proxy) async throws {
        do {
            switch proxy.kind {
            case .http:
                let tunnel = HTTPTunnel(to: origin, credentials: proxy.credentials?.basic)
                try await Handshake.run(tunnel, on: channel) { $0 is HTTPTunnel.Established }
                try await channel.pipeline.syncOperations.removeHandler(tunnel).get()
            case .socks5:
                try await connectThroughSOCKS(channel, origin)
            }
        } catch {
            throw UpstreamError(error, of: proxy)
        }
    }

    /// SOCKS 5 (RFC 1928), without a login; the proxy looks names up.
    private func connectThroughSOCKS(_ channel: any Channel, _ origin: Origin) async throws {
        let address = try? SocketAddress(ipAddress: origin.host, port: origin.port)
        let handler = SOCKSClientHandler(
            targetAddress: address.map(SOCKSAddress.address) ?? .domain(origin.host, port: origin.port)
        )
        try await Handshake.run(handler, on: channel) { $0 is SOCKSProxyEstablishedEvent }
        try await channel.pipeline.syncOperations.removeHandler(handler).get()
    }
}

extension ProxySettings.Proxy.Credentials {
    /// The value of `Proxy-Authorization` (RFC 7617).
    var basic: String { "Basic " + Data("\(user):\(password)".utf8).base64EncodedString() }
}
