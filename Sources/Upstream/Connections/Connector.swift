// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import NIOTLS

/// Makes connections: name look-up, TCP, the proxy's tunnel, TLS, and at last HTTP.
///
/// Nothing here has a limit in time of its own; the call that waits has one, and cancels the attempt.
struct Connector: Sendable {
    let eventLoop: any EventLoop
    let tls: TLSContext
    let names: NameResolver
    /// The limit of one TCP handshake, in place of the library's own.
    let connectTimeout: TimeAmount
    /// Counts the connections that are made.
    let count: ConnectionCount

    /// How much is read at once: little for a stream whose chunks come singly, more as soon as more has come.
    private static let readSizes = AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 1_024, maximum: 32_768)

    /// The kernel's buffer for what was not read yet, in bytes; the kernel doubles it.
    ///
    /// It is what a slow client lets the provider send in advance. Left alone, Linux lets it grow to megabytes a
    /// stream; with this, a provider that is 100 ms away can still send more than 1 MB a second.
    private static let receiveBuffer: ChannelOptions.Types.SocketOption.Value = 128 << 10

    /// How the kernel finds out that a silent peer is gone: a question after 15 s of silence, one more each 10 s, and the
    /// end when nothing was answered for 45 s.
    ///
    /// A peer that lives answers in its kernel, however long its program thinks. 45 s are three questions: one that is
    /// lost ends no stream. They are also how long a peer may leave the rest of a request unread, since the kernel counts
    /// that as well. A request that goes into a dead connection is found earlier, see ``UpstreamCall``.
    static let liveness: [(NIOBSDSocket.Option, ChannelOptions.Types.SocketOption.Value)] = [
        (NIOBSDSocket.Option(rawValue: TCP_KEEPIDLE), 15),
        (NIOBSDSocket.Option(rawValue: TCP_KEEPINTVL), 10),
        (NIOBSDSocket.Option(rawValue: TCP_KEEPCNT), 3),
        (NIOBSDSocket.Option(rawValue: TCP_USER_TIMEOUT), 45_000),
    ]

    /// Connects; to be called on the event loop.
    ///
    /// - Parameters:
    ///   - route: The way.
    ///   - attempt: Gets every socket that is opened.
    /// - Returns: A connection that can take a request.
    /// - Throws: NIO's error, or the proxy's, or NIOSSL's.
    func connect(_ route: Route, _ attempt: ConnectionAttempt) async throws -> UpstreamConnection {
        // Its certificate would be compared with the proxy's address.
        guard route.proxy == nil || !route.origin.isSecure || !route.origin.host.isIPAddress else {
            throw UpstreamError(
                .unreachable,
                "an address cannot be reached over https through a proxy: use a name, or NO_PROXY"
            )
        }
        let channel = try await openSocket(to: route, attempt)
        let isForwarded = route.isForwarded
        do {
            if let proxy = route.proxy, !isForwarded {
                attempt.stage = .tunnelling(proxy)
                try await tunnel(channel, to: route.origin, through: proxy)
            }
            if route.origin.isSecure {
                attempt.stage = .encrypting
                try await encrypt(channel, route.origin)
            }
            return try addHTTP(to: channel, forwardedBy: isForwarded ? route.proxy : nil)
        } catch {
            channel.close(promise: nil)
            guard !route.origin.isSecure, !isForwarded,
                let refusal = (error as? UpstreamError)?.underlying as? HTTPTunnel.Refusal, refusal.isOfTunnels
            else { throw error }
        }
        // Squid's own settings allow tunnels to port 443 alone. Plain HTTP can be passed on, at the price that the proxy
        // reads it.
        route.isForwarded = true
        return try await connect(route, attempt)
    }

    private func openSocket(to route: Route, _ attempt: ConnectionAttempt) async throws -> any Channel {
        guard let proxy = route.proxy else {
            return try await openSocket(route.origin.host, route.origin.port, attempt)
        }
        do {
            return try await openSocket(proxy.host, proxy.port, attempt)
        } catch {
            throw UpstreamError(error, of: proxy)
        }
    }

    private func openSocket(_ host: String, _ port: Int, _ attempt: ConnectionAttempt) async throws -> any Channel {
        // An address needs no thread that looks names up.
        if let address = try? SocketAddress(ipAddress: host, port: port) {
            attempt.stage = .connecting(host: host, port: port)
            return try await attempt.value(of: bootstrap(attempt).connect(to: address))
        }
        attempt.stage = .lookUp(name: host)
        let addresses = try await addresses(of: host, attempt)
        attempt.stage = .connecting(host: host, port: port)
        if addresses.count == 1 {
            return try await attempt.value(of: bootstrap(attempt).connect(to: addresses[0].with(port: port)))
        }
        let known = KnownAddresses(addresses: addresses, eventLoop: eventLoop)
        return try await attempt.value(of: bootstrap(attempt).resolver(known).connect(host: host, port: port))
    }

    private func addresses(of host: String, _ attempt: ConnectionAttempt) async throws -> [SocketAddress] {
        let lookUp = names.lookUp(host, on: eventLoop)
        do {
            return try await attempt.value(of: lookUp.addresses)
        } catch {
            names.leave(lookUp)
            throw error
        }
    }

    private func bootstrap(_ attempt: ConnectionAttempt) -> ClientBootstrap {
        var bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(connectTimeout)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.socketOption(.so_rcvbuf), value: Self.receiveBuffer)
            .channelOption(.recvAllocator, value: Self.readSizes)
            .channelOption(.socketOption(.so_keepalive), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try attempt.add(channel) }
            }
        for (option, value) in Self.liveness { bootstrap = bootstrap.channelOption(.tcpOption(option), value: value) }
        return bootstrap
    }

    private func encrypt(_ channel: any Channel, _ origin: Origin) async throws {
        let handler = try tls.handler(for: origin.host, at: eventLoop.now)
        do {
            try await Handshake.run(handler, on: channel) { event in
                if case .handshakeCompleted? = event as? TLSUserEvent { true } else { false }
            }
        } catch {
            throw TLSFailure(error, certificate: handler.peerCertificate, host: origin.host) ?? error
        }
    }

    private func addHTTP(to channel: any Channel, forwardedBy proxy: ProxySettings.Proxy?) throws -> UpstreamConnection
    {
        guard channel.isActive else { throw ChannelError.eof }
        let connection = UpstreamConnection(count, expiry: ConnectionPool.expiry(at: eventLoop.now), forwardedBy: proxy)
        try channel.pipeline.syncOperations.addHandler(connection)
        return connection
    }
}
