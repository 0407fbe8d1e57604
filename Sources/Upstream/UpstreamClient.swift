// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
package import NIOCore
internal import NIOHTTP1

/// The HTTP client for all providers: connections are kept and used again, certificates are verified, redirects are not
/// followed, and the environment's proxies are gone through.
///
/// HTTP/1.1 only: a stream has a connection of its own, and needs no limit of streams, no window and no framing beside
/// TCP's. Each event loop has a pool of its own, because a call runs on the loop that carries its connection.
package final class UpstreamClient: UpstreamCalling {
    private let timeouts: UpstreamTimeouts
    private let proxies: ProxySettings
    private let pools: [ObjectIdentifier: NIOLoopBoundBox<ConnectionPool>]

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - eventLoopGroup: The loops that calls are made on, and no others.
    ///   - timeouts: The limits of every call.
    ///   - proxies: The proxies to go through.
    ///   - trustedRootsFile: A file of PEM certificates to trust instead of the system's; nil for the system's.
    package init(
        eventLoopGroup: any EventLoopGroup,
        timeouts: UpstreamTimeouts,
        proxies: ProxySettings = ProxySettings(),
        trustedRootsFile: String? = nil
    ) {
        self.timeouts = timeouts
        self.proxies = proxies
        let tls = TLSContext(trustedRootsFile: trustedRootsFile)
        var pools: [ObjectIdentifier: NIOLoopBoundBox<ConnectionPool>] = [:]
        for eventLoop in eventLoopGroup.makeIterator() {
            let connector = Connector(
                eventLoop: eventLoop,
                tls: tls,
                connectTimeout: TimeAmount(timeouts.connect)
            )
            pools[ObjectIdentifier(eventLoop)] = .makeBoxSendingValue(
                ConnectionPool(eventLoop: eventLoop, connector: connector),
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

    package func execute(
        _ request: UpstreamRequest,
        on eventLoop: any EventLoop,
        receiver: any UpstreamReceiver
    ) async throws {
        // A second attempt may begin after the caller has left: it must not reach the provider.
        guard !Task.isCancelled else { throw UpstreamError(.cancelled, "the call was cancelled") }
        guard let url = RequestURL(request.url) else {
            throw UpstreamError(.invalidRequest, "the provider's URL cannot be used")
        }
        guard let pool = pools[ObjectIdentifier(eventLoop)], eventLoop.inEventLoop else {
            throw UpstreamError(.invalidRequest, "the call is not on an event loop that the client was made for")
        }
        let call = UpstreamCall(
            Route(origin: url.origin, proxy: proxies.proxy(for: url.origin)),
            pool: pool.value,
            eventLoop: eventLoop,
            timeouts: timeouts,
            start: request.start,
            receiver: receiver
        )
        let head = Self.head(of: request, url)
        try await withTaskCancellationHandler {
            try await call.run(head, body: ByteBuffer(bytes: request.body))
        } onCancel: {
            call.cancel()
        }
    }

    private static func head(of request: UpstreamRequest, _ url: RequestURL) -> HTTPRequestHead {
        var headers = HTTPHeaders()
        headers.reserveCapacity(request.headerFields.count + 2)
        headers.add(name: "Host", value: url.origin.authority)
        for field in request.headerFields { headers.add(name: field.name.rawName, value: field.value) }
        if !request.body.isEmpty { headers.add(name: "Content-Length", value: String(request.body.count)) }
        return HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method.rawValue),
            uri: url.target,
            headers: headers
        )
    }
}
