// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import NIOCore
internal import NIOExtras
internal import NIOHTTP1
internal import NIOSOCKS

extension Connector {
    /// Asks a proxy for a tunnel to an origin; afterwards the channel's bytes are the origin's.
    func tunnel(_ channel: any Channel, to origin: Origin, through proxy: ProxySettings.Proxy) async throws {
        switch proxy.kind {
        case .http: try await connectThroughHTTP(channel, origin, proxy)
        case .socks5: try await connectThroughSOCKS(channel, origin)
        }
    }

    /// CONNECT (RFC 9110 section 9.3.6).
    private func connectThroughHTTP(
        _ channel: any Channel,
        _ origin: Origin,
        _ proxy: ProxySettings.Proxy
    ) async throws {
        let host = origin.host.utf8.contains(UInt8(ascii: ":")) ? "[\(origin.host)]" : origin.host
        var headers: HTTPHeaders = ["Host": "\(host):\(origin.port)"]
        if let credentials = proxy.credentials { headers.add(name: "Proxy-Authorization", value: credentials.basic) }
        let promise = channel.eventLoop.makePromise(of: Void.self)
        let encoder = HTTPRequestEncoder()
        let decoder = ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes))
        let handler = NIOHTTP1ProxyConnectHandler(
            targetHost: host,
            targetPort: origin.port,
            headers: headers,
            // The call's own limit ends sooner; the library keeps this timer when the proxy refuses.
            deadline: .now() + connectTimeout,
            promise: promise
        )
        let pipeline = channel.pipeline.syncOperations
        do {
            try pipeline.addHandlers([encoder, decoder, handler])
        } catch {
            promise.fail(error)
        }
        // It removes itself when the tunnel stands.
        try await promise.futureResult.get()
        try await pipeline.removeHandler(decoder).get()
        try await pipeline.removeHandler(encoder).get()
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
    fileprivate var basic: String { "Basic " + Data("\(user):\(password)".utf8).base64EncodedString() }
}
