// SPDX-License-Identifier: Apache-2.0

package import NIOCore

/// The HTTP client for all providers: connections are kept and used again, certificates are verified, redirects are not
/// followed, and the environment's proxies are gone through.
///
/// HTTP/1.1 only: a stream has a connection of its own, and needs no limit of streams, no window and no framing beside
/// TCP's. Each event loop has a pool of its own, because a call runs on the loop that carries its connection.
package final class UpstreamClient: UpstreamCalling {
    private let timeouts: UpstreamTimeouts
    private let web: PublicWeb
    private let connections = ConnectionCount()
    private let pools: [ObjectIdentifier: NIOLoopBoundBox<ConnectionPool>]

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - eventLoopGroup: The loops that calls are made on, and no others.
    ///   - timeouts: The limits of every call that has none of its own.
    ///   - proxies: The proxies to go through.
    ///   - trustedRoots: Whose certificates are trusted.
    package convenience init(
        eventLoopGroup: any EventLoopGroup,
        timeouts: UpstreamTimeouts,
        proxies: ProxySettings = ProxySettings(),
        trustedRoots: TrustedRoots = TrustedRoots()
    ) {
        self.init(
            eventLoopGroup: eventLoopGroup,
            timeouts: timeouts,
            proxies: proxies,
            trustedRoots: trustedRoots,
            names: NameResolver()
        )
    }

    /// Makes a client that looks names up in a way of its own, and has another public web.
    init(
        eventLoopGroup: any EventLoopGroup,
        timeouts: UpstreamTimeouts,
        proxies: ProxySettings = ProxySettings(),
        trustedRoots: TrustedRoots = TrustedRoots(),
        names: NameResolver,
        web: PublicWeb = PublicWeb()
    ) {
        self.timeouts = timeouts
        self.web = web
        let tls = TLSContext(trustedRoots)
        var pools: [ObjectIdentifier: NIOLoopBoundBox<ConnectionPool>] = [:]
        for eventLoop in eventLoopGroup.makeIterator() {
            let connector = Connector(
                eventLoop: eventLoop,
                tls: tls,
                names: names,
                count: connections
            )
            pools[ObjectIdentifier(eventLoop)] = .makeBoxSendingValue(
                ConnectionPool(eventLoop: eventLoop, connector: connector, proxies: proxies),
                eventLoop: eventLoop
            )
        }
        self.pools = pools
    }

    /// Closes all connections; calls that still run are cancelled.
    package func shutdown() async throws {
        for pool in pools.values {
            try await pool.eventLoop.submit { pool.value.close() }.get()
        }
    }

    package var openConnections: Int { connections.value }

    package func execute(
        _ request: consuming UpstreamRequest,
        on eventLoop: any EventLoop,
        receiver: any UpstreamReceiver
    ) async throws {
        // A second attempt may begin after the caller has left: it must not reach the provider.
        guard !Task.isCancelled else { throw UpstreamError(.cancelled, "the call was cancelled") }
        let call = try call(consume request, on: eventLoop, receiver: receiver)
        try await withTaskCancellationHandler {
            try await call.run()
        } onCancel: {
            call.cancel()
        }
    }

    /// Makes the call; not inlined, so that nothing of it stays in the frame of the function that waits.
    @inline(never)
    private func call(
        _ request: consuming UpstreamRequest,
        on eventLoop: any EventLoop,
        receiver: any UpstreamReceiver
    ) throws -> UpstreamCall {
        guard let pool = pools[ObjectIdentifier(eventLoop)], eventLoop.inEventLoop else {
            throw UpstreamError(.invalidRequest, "the call is not on an event loop that the client was made for")
        }
        let start = request.start
        var timeouts = request.timeouts ?? timeouts
        if let limit = request.limit { timeouts.total = min(timeouts.total, limit) }
        let way =
            request.isPublicOnly
            ? try pool.value.route(to: request.origin, in: web) : pool.value.route(to: request.origin)
        guard let route = way, let prepared = PreparedRequest(consume request) else {
            throw UpstreamError(.invalidRequest, "the provider's URL cannot be used")
        }
        return UpstreamCall(
            prepared,
            to: route,
            pool: pool.value,
            eventLoop: eventLoop,
            timeouts: timeouts,
            start: start,
            receiver: receiver
        )
    }
}
