// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// The connections of one event loop that wait for a request, and the calls that are in flight on it.
///
/// The connection that was used last is used first, so that the others grow old and are closed. There is no limit on
/// connections in use: the gateway's limit on requests is the limit.
///
/// Touched on its event loop alone.
final class ConnectionPool {
    /// How long an unused connection is kept.
    ///
    /// Below what providers and their load balancers allow. Some local servers allow five seconds only: their closing
    /// is seen at once, and a request that crosses it is sent again, see ``UpstreamCall``.
    static let idleTimeout = TimeAmount.seconds(45)
    static let sweepInterval = TimeAmount.seconds(5)
    /// How long a connection is used, give or take a tenth.
    ///
    /// A name that leads elsewhere by now is followed under traffic as well. The tenth keeps connections that were made
    /// together from being made anew together.
    static let greatestAge = TimeAmount.minutes(5)
    /// The most connections that are kept for a route when the calls that used them have ended.
    static let idleLimit = 500

    /// The most objects whose routes are kept at hand; a configuration has some for each of its providers.
    private static let knownLimit = 64
    /// The most bytes of a host: what a name can have (RFC 1035 section 2.3.4), and a SOCKS proxy can be told.
    private static let longestHost = 255

    private let eventLoop: any EventLoop
    let connector: Connector
    private let proxies: ProxySettings
    /// All routes; as few as the configuration has origins.
    private var routes: [Origin: Route] = [:]
    /// The routes by the objects that they were asked for with, which are kept so that no other takes their place.
    private var known: [ObjectIdentifier: (origin: Origin, route: Route)] = [:]
    private var calls: [ObjectIdentifier: UpstreamCall] = [:]
    private var sweep: Scheduled<Void>?
    private var isClosed = false

    init(eventLoop: any EventLoop, connector: Connector, proxies: ProxySettings = ProxySettings()) {
        self.eventLoop = eventLoop
        self.connector = connector
        self.proxies = proxies
    }

    /// The way to an origin, on which the proxy is decided once; nil when no name can be as long as its host.
    func route(to origin: Origin) -> Route? {
        if let known = known[ObjectIdentifier(origin)] { return known.route }
        guard origin.host.utf8.count <= Self.longestHost else { return nil }
        let route = routes[origin] ?? Route(to: origin, through: proxies.proxy(for: origin))
        routes[origin] = route
        if known.count >= Self.knownLimit { known.removeAll(keepingCapacity: true) }
        known[ObjectIdentifier(origin)] = (origin, route)
        return route
    }

    /// The way of one call to an origin that a caller has named, of which nothing is kept.
    ///
    /// - Throws: ``UpstreamError`` with ``ProxyInTheWay`` where a proxy is to be gone through: it would look the name up by
    ///   itself, and connect to whatever address that has.
    func route(to origin: Origin, in web: PublicWeb) throws -> Route {
        guard proxies.proxy(for: origin) == nil else {
            let message = "a proxy is set, which looks names up by itself, so that no address can be checked"
            throw UpstreamError(.invalidRequest, message, underlying: ProxyInTheWay())
        }
        return Route(to: origin, in: web)
    }

    /// Adds a call, which is cancelled when the pool is closed while it runs.
    func add(_ call: UpstreamCall) {
        calls[ObjectIdentifier(call)] = call
        if isClosed { call.cancel() }
    }

    /// Forgets a call that has ended.
    func remove(_ call: UpstreamCall) {
        calls[ObjectIdentifier(call)] = nil
    }

    /// Takes a connection that has carried a request before; nil when none waits.
    func waitingConnection(to route: Route) -> UpstreamConnection? {
        while let last = route.idle.popLast() {
            if last.connection.isUsable { return last.connection }
        }
        return nil
    }

    /// Takes a connection back whose call has ended.
    func takeBack(_ connection: UpstreamConnection, of route: Route) {
        let now = eventLoop.now
        guard !isClosed, connection.isUsable, now < connection.expiry, route.idle.count < route.idleLimit else {
            connection.close()
            return
        }
        connection.rest(in: self, route)
        route.idle.append(Route.Idle(connection: connection, since: now))
        if sweep == nil { scheduleSweep() }
    }

    /// Drops a connection that has ended while it waited.
    func forget(_ connection: UpstreamConnection, of route: Route) {
        route.idle.removeAll { $0.connection === connection }
    }

    /// Closes the connections that wait on a way on which one has just failed: they are likely to be as dead, and each
    /// would cost one more call.
    func dropIdle(_ route: Route) {
        let dropped = route.idle
        route.idle = []
        for waiting in dropped { waiting.connection.close() }
    }

    /// When a connection that is made now is not to be used any more.
    static func expiry(at now: NIODeadline) -> NIODeadline {
        let tenth = greatestAge.nanoseconds / 10
        return now + greatestAge + .nanoseconds(.random(in: -tenth...tenth))
    }

    private func scheduleSweep() {
        let pool = NIOLoopBound(self, eventLoop: eventLoop)
        sweep = eventLoop.scheduleTask(in: Self.sweepInterval) { pool.value.closeOld() }
    }

    private func closeOld() {
        sweep = nil
        let limit = eventLoop.now - Self.idleTimeout
        for route in routes.values {
            let old = route.idle.prefix { $0.since <= limit }
            route.idle.removeFirst(old.count)
            for old in old { old.connection.close() }
        }
        if routes.values.contains(where: { !$0.idle.isEmpty }) { scheduleSweep() }
    }

    /// Closes all connections and cancels the calls that run.
    func close() {
        isClosed = true
        sweep?.cancel()
        for call in calls.values { call.cancel() }
        for route in routes.values { dropIdle(route) }
    }
}
