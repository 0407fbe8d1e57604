// SPDX-License-Identifier: Apache-2.0

/// Sends requests from one thread, and looks at what comes back.
///
/// Everything happens within ``run(until:)``; between two calls the connections stay as they are.
struct LoadGenerator: ~Copyable {
    /// How often slow readers read, in nanoseconds.
    static let slowTick: UInt64 = 100 * Clock.millisecond
    /// How much they read each time: 1 KB a second.
    static let slowBytes = 102
    /// The most connections for requests at a fixed rate whose answers do not keep up.
    static let mostPooled = 6_000

    var poller: Poller
    var requests: [LoadRequest] = []
    /// What came of the requests, by kind.
    var tallies: [Tally] = []
    var connections: [ClientConnection] = []
    var free: [Int] = []
    /// Idle connections for requests at a fixed rate.
    var pool: [Int] = []
    var arrivals: [Arrivals] = []
    var slowReaders: [Int] = []
    var nextSlowTick: UInt64 = .max
    var buffer = [UInt8](repeating: 0, count: 128 << 10)
    /// The socket for credits; -1 without one.
    var creditSocket: Int32 = -1
    /// The credits that were not sent yet.
    var credits: [UInt8] = []

    /// Makes a generator without any load.
    init() throws {
        poller = try Poller()
    }

    deinit {
        for connection in connections where connection.descriptor >= 0 { Socket.reset(connection.descriptor) }
        if creditSocket >= 0 { Socket.close(creditSocket) }
    }

    // MARK: Load

    /// Adds a request to the list of all.
    mutating func add(_ request: LoadRequest) -> Int {
        requests.append(request)
        return requests.count - 1
    }

    /// Adds a tally to the list of all.
    mutating func addTally(recordsAges: Bool = false) -> Int {
        var tally = Tally()
        tally.recordsAges = recordsAges
        tallies.append(tally)
        return tallies.count - 1
    }

    /// Makes a connection and sends a request on it.
    ///
    /// - Returns: The connection's number.
    @discardableResult
    mutating func open(_ request: Int, port: Int, tally: Int, next: ClientConnection.Next = .rest) -> Int {
        let slot = takeSlot()
        connections[slot].port = port
        connections[slot].request = request
        connections[slot].tally = tally
        connections[slot].next = next
        begin(slot, intended: Clock.now)
        return slot
    }

    /// Keeps a number of connections busy: on each a request is sent as soon as the one before was answered.
    mutating func keepBusy(_ count: Int, request: Int, port: Int, tally: Int) {
        for _ in 0..<count { open(request, port: port, tally: tally, next: .again) }
    }

    /// Sends a request at a fixed rate, each second `rate` times, from now on.
    mutating func send(_ request: Int, rate: Double, port: Int, tally: Int) {
        let arrival = Arrivals(
            request: request,
            port: port,
            tally: tally,
            interval: 1e9 / rate,
            next: Double(Clock.now)
        )
        arrivals.append(arrival)
    }

    /// Opens a number of streams, `rate` a second, each on a connection of its own.
    mutating func openStreams(_ count: Int, rate: Double, request: Int, port: Int, tally: Int) {
        send(request, rate: rate, port: port, tally: tally)
        arrivals[arrivals.count - 1].remaining = count
        arrivals[arrivals.count - 1].after = .rest
    }

    /// Ends everything that repeats; requests on their way go on.
    mutating func stopRepeating() {
        arrivals.removeAll()
        for slot in connections.indices where connections[slot].next == .again { connections[slot].next = .rest }
    }

    /// Closes a connection as a client does that leaves.
    mutating func leave(_ slot: Int) {
        guard connections[slot].descriptor >= 0 else { return }
        Socket.close(connections[slot].descriptor)
        release(slot)
    }

    /// Closes all connections at once.
    mutating func closeAll() {
        arrivals.removeAll()
        slowReaders.removeAll()
        nextSlowTick = .max
        for slot in connections.indices where connections[slot].descriptor >= 0 {
            Socket.reset(connections[slot].descriptor)
            connections[slot].descriptor = -1
        }
        connections.removeAll()
        free.removeAll()
        pool.removeAll()
    }

    /// The number of requests that are on their way.
    var active: Int { connections.count { $0.isActive } }

    // MARK: Running

    /// Lets time pass until a moment.
    mutating func run(until deadline: UInt64) {
        while true {
            let now = Clock.now
            sendArrivals(now)
            if now >= nextSlowTick { readSlowly(now) }
            if now >= deadline { return }
            var due = min(deadline, nextSlowTick)
            for arrival in arrivals { due = min(due, arrival.due) }
            let count = poller.wait(max(0, Int64(bitPattern: due &- Clock.now)))
            for position in 0..<count {
                let slot = poller.token(position)
                // An event of a connection that was closed a moment ago finds nothing to do.
                guard slot < connections.count, connections[slot].descriptor >= 0 else { continue }
                if poller.isWritable(position), connections[slot].isActive { flush(slot) }
                if poller.isReadable(position), !connections[slot].isSlow { read(slot) }
            }
            if !credits.isEmpty { sendCredits() }
        }
    }

    /// Lets time pass.
    mutating func run(seconds: Double) {
        run(until: Clock.now + Clock.seconds(seconds))
    }

    /// Lets time pass until a condition holds, or a limit has passed.
    ///
    /// - Returns: Whether the condition holds.
    mutating func run(atMost seconds: Double, until condition: (borrowing LoadGenerator) -> Bool) -> Bool {
        let deadline = Clock.now + Clock.seconds(seconds)
        while !condition(self) {
            if Clock.now >= deadline { return false }
            run(until: Clock.now + 2 * Clock.millisecond)
        }
        return true
    }

    mutating func release(_ slot: Int) {
        connections[slot].descriptor = -1
        connections[slot].isActive = false
        connections[slot].next = .rest
        free.append(slot)
    }
}
