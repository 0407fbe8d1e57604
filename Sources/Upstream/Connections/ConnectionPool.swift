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

    /// The most URLs that are kept; some providers have the model's name in theirs.
    private static let resolvedLimit = 64

    private struct Idle {
        var connection: UpstreamConnection
        var since: NIODeadline
    }

    private let eventLoop: any EventLoop
    let connector: Connector
    /// The oldest first.
    private var idle: [Route: [Idle]] = [:]
    private var resolved: [String: (url: RequestURL, route: Route)] = [:]
    private var calls: [ObjectIdentifier: UpstreamCall] = [:]
    private var sweep: Scheduled<Void>?
    private var isClosed = false

    init(eventLoop: any EventLoop, connector: Connector) {
        self.eventLoop = eventLoop
        self.connector = connector
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
        while let last = idle[route]?.popLast() {
            if last.connection.isUsable { return last.connection }
        }
        return nil
    }

    /// The parts of a URL, and the way to its origin; nil when it is no URL.
    ///
    /// Requests have few URLs, so those that were read lately are kept.
    func resolve(_ text: String, _ proxies: ProxySettings) -> (url: RequestURL, route: Route)? {
        if let known = resolved[text] { return known }
        guard let url = RequestURL(text) else { return nil }
        if resolved.count >= Self.resolvedLimit { resolved.removeAll(keepingCapacity: true) }
        let result = (url, Route(origin: url.origin, proxy: proxies.proxy(for: url.origin)))
        resolved[text] = result
        return result
    }

    /// Takes a connection back whose call has ended.
    func takeBack(_ connection: UpstreamConnection, of route: Route) {
        let now = eventLoop.now
        guard !isClosed, connection.isUsable, now < connection.expiry,
            idle[route, default: []].count < Self.idleLimit
        else {
            connection.close()
            return
        }
        connection.rest(in: self, route)
        idle[route, default: []].append(Idle(connection: connection, since: now))
        if sweep == nil { scheduleSweep() }
    }

    /// Drops a connection that has ended while it waited.
    func forget(_ connection: UpstreamConnection, of route: Route) {
        idle[route]?.removeAll { $0.connection === connection }
    }

    /// Closes the connections that wait on a way on which one has just failed: they are likely to be as dead, and each
    /// would cost one more call.
    func dropIdle(_ route: Route) {
        for waiting in idle.removeValue(forKey: route) ?? [] { waiting.connection.close() }
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
        for (route, connections) in idle {
            let young = connections.firstIndex { $0.since > limit } ?? connections.endIndex
            for old in connections[..<young] { old.connection.close() }
            idle[route] = young == connections.endIndex ? nil : Array(connections[young...])
        }
        if !idle.isEmpty { scheduleSweep() }
    }

    /// Closes all connections and cancels the calls that run.
    func close() {
        isClosed = true
        sweep?.cancel()
        for call in calls.values { call.cancel() }
        for connections in idle.values {
            for waiting in connections { waiting.connection.close() }
        }
        idle = [:]
    }
}
