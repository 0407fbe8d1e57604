// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOEmbedded
import NIOPosix
import Testing

@testable import Upstream

/// A pool and the clock of its event loop; to be used on the thread that made it.
private final class ClockedPool {
    let loop = EmbeddedEventLoop()
    let count = ConnectionCount()
    let pool: ConnectionPool
    private var channels: [EmbeddedChannel] = []

    init(proxies: ProxySettings = ProxySettings()) {
        let connector = Connector(
            eventLoop: loop,
            tls: TLSContext(TrustedRoots()),
            names: NameResolver(),
            count: count
        )
        pool = ConnectionPool(eventLoop: loop, connector: connector, proxies: proxies)
        // There is no time before zero.
        loop.advanceTime(by: .hours(1))
    }

    /// A channel and what is in it hold each other until it is closed.
    deinit {
        for channel in channels { _ = try? channel.finish() }
    }

    /// How many are open, once what was closed has gone.
    var openConnections: Int {
        loop.run()
        return count.value
    }

    /// The route to a host, asked for with an object of its own each time.
    func route(_ host: String) throws -> Route {
        try #require(pool.route(to: Origin(isSecure: false, host: host, port: 80)))
    }

    /// A connection that stands and has no call.
    func connection(expiry: NIODeadline = .distantFuture) throws -> UpstreamConnection {
        let connection = UpstreamConnection(count, expiry: expiry)
        let channel = EmbeddedChannel(handler: connection, loop: loop)
        channels.append(channel)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 80)).wait()
        return connection
    }
}

/// The pool on a clock that is set by hand.
struct ConnectionPoolTests {
    @Test func theOneThatWasUsedLastIsUsedFirst() throws {
        let clocked = ClockedPool()
        let (first, second) = (try clocked.connection(), try clocked.connection())
        clocked.pool.takeBack(first, of: try clocked.route("a"))
        clocked.pool.takeBack(second, of: try clocked.route("a"))
        #expect(clocked.pool.waitingConnection(to: try clocked.route("b")) == nil)
        #expect(clocked.pool.waitingConnection(to: try clocked.route("a")) === second)
        #expect(clocked.pool.waitingConnection(to: try clocked.route("a")) === first)
        #expect(clocked.pool.waitingConnection(to: try clocked.route("a")) == nil)
    }

    @Test func aRouteIsMadeOnceForAnOrigin() throws {
        let clocked = ClockedPool(proxies: try ProxySettings(environment: ["HTTP_PROXY": "proxy:1", "NO_PROXY": "b"]))
        let origin = Origin(isSecure: false, host: "a", port: 80)
        let route = try #require(clocked.pool.route(to: origin))
        #expect(clocked.pool.route(to: origin) === route)
        #expect(route.proxy?.host == "proxy")
        #expect(try clocked.route("b").proxy == nil)
        // Those of a configuration that is read again lead to the same connections, however often it is.
        for _ in 0..<200 { #expect(try clocked.route("a") === route) }
        #expect(clocked.pool.route(to: origin) === route)
        #expect(clocked.pool.route(to: Origin(isSecure: false, host: "a", port: 81)) !== route)
        #expect(clocked.pool.route(to: Origin(isSecure: true, host: "a", port: 80)) !== route)
    }

    @Test func aHostThatIsLongerThanANameHasNoRoute() {
        let clocked = ClockedPool()
        for (length, isName) in [(255, true), (256, false)] {
            let origin = Origin(isSecure: false, host: String(repeating: "h", count: length), port: 80)
            #expect((clocked.pool.route(to: origin) != nil) == isName)
        }
    }

    @Test func whatNobodyUsesIsClosedAfterAWhile() throws {
        let clocked = ClockedPool()
        clocked.pool.takeBack(try clocked.connection(), of: try clocked.route("a"))
        clocked.loop.advanceTime(by: .seconds(20))
        clocked.pool.takeBack(try clocked.connection(), of: try clocked.route("a"))
        clocked.pool.takeBack(try clocked.connection(), of: try clocked.route("b"))
        clocked.loop.advanceTime(by: ConnectionPool.idleTimeout - .seconds(21))
        #expect(clocked.openConnections == 3)
        clocked.loop.advanceTime(by: .seconds(1) + ConnectionPool.sweepInterval)
        #expect(clocked.openConnections == 2)
        clocked.loop.advanceTime(by: .seconds(20))
        #expect(clocked.openConnections == 0)
        #expect(clocked.pool.waitingConnection(to: try clocked.route("a")) == nil)
    }

    @Test func noMoreThanTheLimitAreKeptForARoute() throws {
        let clocked = ClockedPool()
        for _ in 0..<(ConnectionPool.idleLimit + 3) {
            clocked.pool.takeBack(try clocked.connection(), of: try clocked.route("a"))
        }
        clocked.pool.takeBack(try clocked.connection(), of: try clocked.route("b"))
        #expect(clocked.openConnections == ConnectionPool.idleLimit + 1)
    }

    @Test func anOldConnectionIsNotTakenBack() throws {
        let clocked = ClockedPool()
        let expiry = clocked.loop.now + .seconds(10)
        let (early, late) = (try clocked.connection(expiry: expiry), try clocked.connection(expiry: expiry))
        clocked.loop.advanceTime(by: .seconds(10) - .nanoseconds(1))
        clocked.pool.takeBack(early, of: try clocked.route("a"))
        #expect(clocked.openConnections == 2)
        clocked.loop.advanceTime(by: .nanoseconds(1))
        clocked.pool.takeBack(late, of: try clocked.route("a"))
        #expect(clocked.openConnections == 1)
    }

    @Test func connectionsExpireAfterAboutFiveMinutes() {
        let clocked = ClockedPool()
        let ages = (0..<200).map { _ in (ConnectionPool.expiry(at: clocked.loop.now) - clocked.loop.now).nanoseconds }
        #expect(ages.allSatisfy { (270_000_000_000...330_000_000_000).contains($0) })
        #expect(Set(ages).count > 100)
    }

    @Test func theOthersOnAFailedWayAreClosedAndNoneElse() throws {
        let clocked = ClockedPool()
        for host in ["a", "a", "b"] { clocked.pool.takeBack(try clocked.connection(), of: try clocked.route(host)) }
        clocked.pool.dropIdle(try clocked.route("a"))
        #expect(clocked.openConnections == 1)
        #expect(clocked.pool.waitingConnection(to: try clocked.route("b")) != nil)
    }

    @Test(arguments: [
        (UInt32(0), UInt8(0), UInt8(0), UInt32(60_000), PathState.acknowledged), (0, 0, 1, 60_000, .acknowledged),
        (1, 0, 0, 10, .sending), (40, 2, 0, 3_900, .sending), (1, 1, 0, 4_000, .dead), (0, 0, 2, 9_000, .dead),
        (0, 0, 2, 100, .sending),
        // A peer that has lost its room in the meantime is asked after pauses that double, too.
        (1, 0, 0, 6_100, .sending), (2, 0, 0, 12_500, .sending),
        // The peer sends its own segments again, and acknowledges nothing new.
        (1, 3, 0, 90, .sending), (1, 4, 0, 90, .dead), (11, 6, 0, 2_300, .dead),
    ])
    func theKernelsFiguresTellADeadWayFromASlowPeer(
        _ unacknowledged: UInt32,
        _ retransmissions: UInt8,
        _ probes: UInt8,
        _ silence: UInt32,
        _ state: PathState
    ) {
        let found = PathState(
            unacknowledged: unacknowledged,
            retransmissions: retransmissions,
            probes: probes,
            silence: silence
        )
        #expect(found == state)
    }

    @Test(arguments: [
        (PathState.acknowledged, UInt32(2_000), true), (.acknowledged, 16_000, true), (.acknowledged, 25_000, false),
        (.sending, 10, false), (.dead, 4_000, false),
    ])
    func aPeerThatWasNotHeardOfLatelyMayBeGone(_ state: PathState, _ silence: UInt32, _ lives: Bool) {
        #expect(PathState.isKnownToLive(state, silence: silence) == lives)
    }

    @Test func theKernelIsAskedToWatchEveryConnection() async throws {
        let server = try await ScriptedServer.start([])
        let port = server.port
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let task = Task(executorPreference: EventLoopExecutor(eventLoop)) {
            let connector = Connector(
                eventLoop: eventLoop,
                tls: TLSContext(TrustedRoots()),
                names: NameResolver(),
                count: ConnectionCount()
            )
            let attempt = ConnectionAttempt(eventLoop: eventLoop, timeout: .seconds(10))
            let route = Route(to: Origin(isSecure: false, host: "127.0.0.1", port: port), through: nil)
            let start = NIODeadline.now()
            let connection = try await connector.connect(route, attempt)
            // An age is given to every connection as well.
            let age = connection.expiry - start
            #expect(age >= ConnectionPool.greatestAge - .seconds(30))
            #expect(age <= ConnectionPool.greatestAge + .minutes(2))
            let channel = try #require(attempt.channels.first)
            #expect(try await channel.getOption(.socketOption(.so_keepalive)).get() == 1)
            for (option, value) in Connector.liveness {
                #expect(try await channel.getOption(.tcpOption(option)).get() == value)
            }
            try await channel.close()
        }
        try await task.value
        try await server.stop()
    }
}
