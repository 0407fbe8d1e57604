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
        guard let proxy = route.proxy else {
            let channel =
                if let web = route.web {
                    try await openSocket(to: route.origin, in: web, attempt)
                } else {
                    try await openSocket(route.origin.host, route.origin.port, attempt)
                }
            if route.origin.isSecure { try await encrypt(channel, route.origin, attempt) }
            return try addHTTP(to: channel)
        }
        return try await connect(route, through: proxy, attempt)
    }

    @inline(never)
    private func connect(
        _ route: Route,
        through proxy: ProxySettings.Proxy,
        _ attempt: ConnectionAttempt
    ) async throws -> UpstreamConnection {
        // Its certificate would be compared with the proxy's address.
        guard !route.origin.isSecure || !route.origin.host.isIPAddress else {
            throw UpstreamError(
                .unreachable,
                "an address cannot be reached over https through a proxy: use a name, or NO_PROXY"
            )
        }
        let channel = try await openSocket(to: proxy, attempt)
        if route.isForwarded { return try addHTTP(to: channel, forwardedBy: proxy) }
        do {
            attempt.stage = .tunnelling(proxy)
            try await tunnel(channel, to: route.origin, through: proxy)
        } catch {
            channel.close(promise: nil)
            guard !route.origin.isSecure,
                let refusal = (error as? UpstreamError)?.underlying as? HTTPTunnel.Refusal, refusal.isOfTunnels
            else { throw error }
            // Squid's own settings allow tunnels to port 443 alone. Plain HTTP can be passed on, at the price that the
            // proxy reads it.
            route.isForwarded = true
            return try addHTTP(to: try await openSocket(to: proxy, attempt), forwardedBy: proxy)
        }
        if route.origin.isSecure { try await encrypt(channel, route.origin, attempt) }
        return try addHTTP(to: channel)
    }

    private func openSocket(to proxy: ProxySettings.Proxy, _ attempt: ConnectionAttempt) async throws -> any Channel {
        do {
            return try await openSocket(proxy.host, proxy.port, attempt)
        } catch {
            throw UpstreamError(error, of: proxy)
        }
    }

    private func openSocket(_ host: String, _ port: Int, _ attempt: ConnectionAttempt) async throws -> any Channel {
        // An address needs no thread that looks names up.
        if let opening = open(host, port, attempt) { return try await attempt.value(of: opening) }
        return try await openSocket(toName: host, port, attempt)
    }

    @inline(never)
    private func openSocket(
        toName host: String,
        _ port: Int,
        _ attempt: ConnectionAttempt
    ) async throws -> any Channel {
        attempt.stage = .lookUp(name: host)
        let addresses = try await addresses(of: host, names, attempt)
        attempt.stage = .connecting(host: host, port: port)
        return try await attempt.value(of: open(addresses, host, port, attempt))
    }

    /// Opens a socket to an address; nil for a name.
    ///
    /// Not inlined, nor is what follows: what was set up stays out of the frames of the functions that wait, which a
    /// call keeps room for as long as it lives.
    @inline(never)
    private func open(_ host: String, _ port: Int, _ attempt: ConnectionAttempt) -> EventLoopFuture<any Channel>? {
        guard let address = try? SocketAddress(ipAddress: host, port: port) else { return nil }
        attempt.stage = .connecting(host: host, port: port)
        return bootstrap(attempt).connect(to: address)
    }

    /// Opens a socket to the first of a name's addresses that can be reached.
    @inline(never)
    func open(
        _ addresses: [SocketAddress],
        _ host: String,
        _ port: Int,
        _ attempt: ConnectionAttempt
    ) -> EventLoopFuture<any Channel> {
        if addresses.count == 1 { return bootstrap(attempt).connect(to: addresses[0].with(port: port)) }
        let known = KnownAddresses(addresses: addresses, eventLoop: eventLoop)
        return bootstrap(attempt).resolver(known).connect(host: host, port: port)
    }

    func addresses(
        of host: String,
        _ names: NameResolver,
        _ attempt: ConnectionAttempt
    ) async throws -> [SocketAddress] {
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
            .connectTimeout(attempt.timeout)
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

    @inline(never)
    private func encrypt(_ channel: any Channel, _ origin: Origin, _ attempt: ConnectionAttempt) async throws {
        do {
            attempt.stage = .encrypting
            let handler = try tls.handler(for: origin.host, at: eventLoop.now)
            do {
                try await Handshake.run(handler, on: channel) { event in
                    if case .handshakeCompleted? = event as? TLSUserEvent { true } else { false }
                }
            } catch {
                throw TLSFailure(error, certificate: handler.peerCertificate, host: origin.host) ?? error
            }
        } catch {
            channel.close(promise: nil)
            throw error
        }
    }

    @inline(never)
    private func addHTTP(
        to channel: any Channel,
        forwardedBy proxy: ProxySettings.Proxy? = nil
    ) throws -> UpstreamConnection {
        do {
            guard channel.isActive else { throw ChannelError.eof }
            let connection = UpstreamConnection(
                count,
                expiry: ConnectionPool.expiry(at: eventLoop.now),
                forwardedBy: proxy
            )
            try channel.pipeline.syncOperations.addHandler(connection)
            return connection
        } catch {
            channel.close(promise: nil)
            throw error
        }
    }
}
