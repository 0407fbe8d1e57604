// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOTLS

/// Makes connections: name look-up, TCP, the proxy's tunnel, TLS, and at last HTTP.
///
/// Nothing here has a limit in time of its own; the call that waits has one, and cancels the attempt.
struct Connector: Sendable {
    let eventLoop: any EventLoop
    let tls: TLSContext
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
        let channel = try await attempt.channel(from: openSocket(to: route, attempt))
        do {
            if let proxy = route.proxy { try await tunnel(channel, to: route.origin, through: proxy) }
            if route.origin.isSecure { try await encrypt(channel, route.origin) }
            return try addHTTP(to: channel)
        } catch {
            channel.close(promise: nil)
            throw error
        }
    }

    private func openSocket(to route: Route, _ attempt: ConnectionAttempt) -> EventLoopFuture<any Channel> {
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(connectTimeout)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.socketOption(.so_rcvbuf), value: Self.receiveBuffer)
            .channelOption(.recvAllocator, value: Self.readSizes)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try attempt.add(channel) }
            }
        let host = route.proxy?.host ?? route.origin.host
        let port = route.proxy?.port ?? route.origin.port
        // An address needs no thread that looks names up.
        if let address = try? SocketAddress(ipAddress: host, port: port) { return bootstrap.connect(to: address) }
        return bootstrap.connect(host: host, port: port)
    }

    private func encrypt(_ channel: any Channel, _ origin: Origin) async throws {
        let handler = try tls.handler(for: origin.host)
        try await Handshake.run(handler, on: channel) { event in
            if case .handshakeCompleted? = event as? TLSUserEvent { true } else { false }
        }
    }

    private func addHTTP(to channel: any Channel) throws -> UpstreamConnection {
        guard channel.isActive else { throw ChannelError.eof }
        let connection = UpstreamConnection(count)
        try channel.pipeline.syncOperations.addHandlers([
            WireHandler(connection),
            ByteToMessageHandler(HTTPResponseDecoder(limitConfiguration: .responses)),
            connection,
        ])
        return connection
    }
}

extension NIOHTTPDecoderLimitConfiguration {
    /// What a provider may send as a head: far more than any does, and little enough for many streams at once.
    fileprivate static var responses: Self {
        var limits = Self()
        limits.maxHeaderFieldSize = 32 << 10
        limits.maxHeaderListSize = 64 << 10
        limits.maxHeaderFieldCount = 256
        return limits
    }
}
