// SPDX-License-Identifier: Apache-2.0

internal import AsyncHTTPClient
internal import HTTPTypes
package import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// The HTTP client for all providers: connections are kept and used again, certificates are verified, redirects are not
/// followed.
///
/// HTTP/1.1 only: over HTTP/2 the client opens one connection and queues past the server's limit of streams. There is
/// no limit on connections of our own: the gateway's limit on requests in flight is the limit.
///
/// Each event loop has clients of its own, because a call must run on the loop that carries its connection, and the
/// client keeps no connection that it made for a certain loop of several.
package final class UpstreamClient: UpstreamCalling {
    /// How long an unused connection is kept.
    ///
    /// Below what providers and their load balancers allow; some local servers allow only five seconds, and a request
    /// that meets their closing fails.
    private static let idleConnectionTimeout = TimeAmount.seconds(45)
    private static let connectionsPerHost = 1_000_000

    private let timeouts: UpstreamTimeouts
    private let proxies: ProxySettings
    private let clients: [ObjectIdentifier: [ProxySettings.Proxy?: HTTPClient]]

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
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow, decompression: .disabled)
        var tls = TLSConfiguration.makeClientConfiguration()
        if let trustedRootsFile { tls.trustRoots = .file(trustedRootsFile) }
        configuration.tlsConfiguration = tls
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = TimeAmount(timeouts.connect)
        configuration.connectionPool.idleTimeout = Self.idleConnectionTimeout
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Self.connectionsPerHost
        configuration.connectionPool.retryConnectionEstablishment = false
        var clients: [ObjectIdentifier: [ProxySettings.Proxy?: HTTPClient]] = [:]
        let ways: [ProxySettings.Proxy?] = [nil] + Array(proxies.all)
        for eventLoop in eventLoopGroup.makeIterator() {
            for proxy in ways {
                configuration.proxy = proxy.map { HTTPClient.Configuration.Proxy($0) }
                clients[ObjectIdentifier(eventLoop), default: [:]][proxy] =
                    HTTPClient(eventLoopGroup: eventLoop, configuration: configuration)
            }
        }
        self.clients = clients
    }

    /// Closes all connections; calls that still run are cancelled.
    package func shutdown() async throws {
        for client in clients.values.flatMap(\.values) { try await client.shutdown() }
    }

    package func execute(
        _ request: UpstreamRequest,
        on eventLoop: any EventLoop,
        receiver: any UpstreamReceiver
    ) async throws {
        // A second attempt may begin after the caller has left: it must not reach the provider.
        guard !Task.isCancelled else { throw UpstreamError(.cancelled, "the call was cancelled") }
        let httpRequest = try Self.httpRequest(request)
        guard let client = clients[ObjectIdentifier(eventLoop)]?[proxies.proxy(for: httpRequest.url)] else {
            throw UpstreamError(.invalidRequest, "the call is on an event loop that the client was not made for")
        }
        let call = UpstreamCall(
            eventLoop: eventLoop,
            timeouts: timeouts,
            start: request.start,
            receiver: receiver
        )
        try await withTaskCancellationHandler {
            try await call.run(httpRequest, with: client)
        } onCancel: {
            call.cancel()
        }
    }

    private static func httpRequest(_ request: UpstreamRequest) throws -> HTTPClient.Request {
        var headers = HTTPHeaders()
        headers.reserveCapacity(request.headerFields.count + 2)
        for field in request.headerFields { headers.add(name: field.name.rawName, value: field.value) }
        do {
            return try HTTPClient.Request(
                url: request.url,
                method: HTTPMethod(rawValue: request.method.rawValue),
                headers: headers,
                body: request.body.isEmpty ? nil : .byteBuffer(ByteBuffer(bytes: request.body))
            )
        } catch {
            throw UpstreamError(.invalidRequest, "the provider's URL cannot be used", underlying: error)
        }
    }
}

extension TimeAmount {
    /// A duration in nanoseconds, at the most a hundred years.
    init(_ duration: Duration) {
        let limit = Duration.seconds(100 * 365 * 86_400)
        let (seconds, attoseconds) = min(duration, limit).components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}

extension HTTPClient.Configuration.Proxy {
    fileprivate init(_ proxy: ProxySettings.Proxy) {
        switch proxy.kind {
        case .http:
            self = .server(
                host: proxy.host,
                port: proxy.port,
                authorization: proxy.credentials.map { .basic(username: $0.user, password: $0.password) }
            )
        case .socks5:
            self = .socksServer(host: proxy.host, port: proxy.port)
        }
    }
}
