// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// The way to an origin, directly or through a proxy, and the connections on it that wait for a request.
///
/// A pool has one for each origin, and finds it without reading the origin. Connections of one route serve each other's
/// requests. Touched on the pool's event loop alone.
final class Route {
    /// A connection that waits.
    struct Idle {
        var connection: UpstreamConnection
        var since: NIODeadline
    }

    let origin: Origin
    /// The proxy that tunnels the connection; nil to go directly.
    let proxy: ProxySettings.Proxy?
    /// What an origin must be part of that a caller has named; nil for one of the configuration.
    let web: PublicWeb?
    /// The most connections that are kept when the calls that used them have ended.
    let idleLimit: Int
    /// Whether the proxy does not tunnel plain HTTP, and passes requests on instead.
    var isForwarded = false
    /// The connections that wait, the oldest first.
    var idle: [Idle] = []

    init(to origin: Origin, through proxy: ProxySettings.Proxy?) {
        self.origin = origin
        self.proxy = proxy
        web = nil
        idleLimit = ConnectionPool.idleLimit
    }

    /// Makes the way of one call to an origin that a caller has named: directly, and nothing of it is kept.
    init(to origin: Origin, in web: PublicWeb) {
        self.origin = origin
        self.web = web
        proxy = nil
        idleLimit = 0
    }
}
