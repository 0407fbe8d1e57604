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
    /// Whether the proxy does not tunnel plain HTTP, and passes requests on instead.
    var isForwarded = false
    /// The connections that wait, the oldest first.
    var idle: [Idle] = []

    init(to origin: Origin, through proxy: ProxySettings.Proxy?) {
        self.origin = origin
        self.proxy = proxy
    }
}
